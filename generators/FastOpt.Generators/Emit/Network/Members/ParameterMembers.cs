namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints the way to a network's parameters, what it tells of itself, and the static half of its interface.</summary>
internal static class ParameterMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string self = $"global::FastOpt.INetwork<{text.Type}, {text.Target}>";
        string check = text.Check("CheckParameters", "parameters, ParameterCount, \"parameters\"");
        writer.Line($$"""
            /// <summary>Writes all parameters in canonical order: layer by layer, weight [out, in] row-major, then bias [out].</summary>
            /// <param name="parameters">[ParameterCount].</param>
            /// <exception cref="global::System.ArgumentException">The length does not fit.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another call is running.</exception>
            public void CopyParametersTo({{NetworkText.Write("float")}} parameters)
            {
                {{check}}
                {{text.Enter("CopyParametersTo")}}
                    {{text.Field}}.CopyParametersTo(parameters);
            }

            /// <summary>Reads all parameters in canonical order; the optimizer's state and the step count stay as they are.</summary>
            /// <param name="parameters">[ParameterCount].</param>
            /// <exception cref="global::System.ArgumentException">The length does not fit.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another call is running.</exception>
            public void LoadParameters({{NetworkText.Read("float")}} parameters)
            {
                {{check}}
                {{text.Enter("LoadParameters")}}
                    {{text.Field}}.LoadParameters(parameters);
            }
            """);
        writer.Line();
        string tensors = text.Compiled + ".Tables.Kept.Parameters";
        text.EmitCall(
            writer,
            "Reads some parameters by name, in canonical order, such as those of a part that another network has, too; all others, the optimizer's state "
                + "and the step count stay as they are.",
            """
            /// <param name="prefix">A tensor ("dense1.weight"), a layer ("dense1") or all layers of a stem ("dense").</param>
            /// <param name="parameters">The values of all tensors that the prefix names, one behind the other.</param>
            """,
            $"void LoadParameters(string prefix, {NetworkText.Read("float")} parameters)",
            $"engine::NamedParameters.Check(\"{text.Display}\", {tensors}, prefix, parameters.Length);",
            $"""
            float[] all = new float[ParameterCount];
            {text.Field}.CopyParametersTo(all);
            engine::NamedParameters.Replace({tensors}, prefix, parameters, all);
            {text.Field}.LoadParameters(all);
            """,
            "The prefix names no tensor, or the length does not fit; nothing is changed.");
        writer.Line($$"""
            /// <summary>Name, shape and canonical offset of every parameter tensor, in canonical order.</summary>
            public static {{NetworkText.Read("global::FastOpt.ParameterInfo")}} Parameters => {{text.Compiled}}.Tables.Kept.Parameters;

            /// <summary>What the compiler decided: layers, memory, arithmetic.</summary>
            public static global::FastOpt.NetworkSummary Summary => {{text.Compiled}}.Tables.Summary;

            static int {{self}}.InputSize => InputSize;

            static int {{self}}.OutputSize => OutputSize;

            static int {{self}}.ParameterCount => ParameterCount;

            static {{text.Type}} {{self}}.Create(int maxBatch, ulong seed, int threads) => new {{text.Type}}(maxBatch, seed, threads);
            """);
    }
}
