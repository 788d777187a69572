namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints the way to a network's parameters, what it tells of itself, and the static half of its interface.</summary>
internal static class ParameterMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string self = $"global::FastOpt.INetwork<{text.Type}, {text.Target}>";
        string check = text.Check("CheckParameters", "parameters, ParameterCount, \"parameters\"");
        writer.Line($$"""
            /// <inheritdoc/>
            public void CopyParametersTo({{NetworkText.Write("float")}} parameters)
            {
                {{check}}
                {{text.Enter("CopyParametersTo")}}
                    {{text.Field}}.CopyParametersTo(parameters);
            }

            /// <inheritdoc/>
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
            NetworkText.Inherited,
            $"void LoadParameters(string prefix, {NetworkText.Read("float")} parameters)",
            $"engine::NamedParameters.Check(\"{text.Display}\", {tensors}, prefix, parameters.Length);",
            $"""
            float[] all = new float[ParameterCount];
            {text.Field}.CopyParametersTo(all);
            engine::NamedParameters.Replace({tensors}, prefix, parameters, all);
            {text.Field}.LoadParameters(all);
            """);
        writer.Line($$"""
            /// <inheritdoc/>
            public static {{NetworkText.Read("global::FastOpt.ParameterInfo")}} Parameters => {{text.Compiled}}.Tables.Kept.Parameters;

            /// <inheritdoc/>
            public static global::FastOpt.NetworkSummary Summary => {{text.Compiled}}.Tables.Summary;

            static int {{self}}.InputSize => InputSize;

            static int {{self}}.OutputSize => OutputSize;

            static int {{self}}.ParameterCount => ParameterCount;

            static {{text.Type}} {{self}}.Create(int maxBatch, ulong seed, int threads) => new {{text.Type}}(maxBatch, seed, threads);
            """);
    }
}
