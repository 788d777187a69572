using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints a network's state: its tensors' table, its state as bytes, its buffers, and copies of it.</summary>
internal static class StateMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string floats = NetworkText.Write("float"), readFloats = NetworkText.Read("float");
        string bytes = NetworkText.Write("byte"), readBytes = NetworkText.Read("byte");
        writer.Line($$"""
            /// <inheritdoc/>
            public static {{NetworkText.Read("global::FastOpt.TensorInfo")}} Tensors => {{text.Compiled}}.Tables.Kept.Tensors;

            /// <inheritdoc/>
            public static {{NetworkText.Read("global::FastOpt.TensorInfo")}} Buffers => {{text.Compiled}}.Tables.Kept.Buffers;

            /// <summary>Scalars of all buffers.</summary>
            public const int BufferCount = {{Literals.Number(NetworkTensors.Count(NetworkTensors.Buffers(text.Program)))}};
            """);
        writer.Line();
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"void CopyBuffersTo({floats} buffers)",
            text.Check("CheckBuffers", "buffers, BufferCount"),
            $"{text.Field}.CopyBuffersTo(buffers);");
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"void LoadBuffers({readFloats} buffers)",
            text.Check("CheckBuffers", "buffers, BufferCount"),
            $"{text.Field}.LoadBuffers(buffers);");
        writer.Line($$"""
            /// <inheritdoc/>
            public int StateBytes => {{text.Field}}.StateBytes;
            """);
        writer.Line();
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"void CopyStateTo({bytes} state)",
            "",
            $"engine::NetworkArguments.CheckState(\"{text.Display}\", state, {text.Field}.StateBytes);\n{text.Field}.CopyStateTo(state);");
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"void LoadState({readBytes} state)",
            "",
            $"{text.Field}.LoadState(state);");
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"{text.Type} Clone()",
            "",
            $"return new {text.Type}(new {text.Compiled}({text.Field}));");
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            "void ResetOptimizer()",
            "",
            $"{text.Field}.ResetOptimizer();");
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"void CopyParametersFrom({text.Type} other, double tau = 1)",
            $"global::System.ArgumentNullException.ThrowIfNull(other);\n{text.Check("CheckTau", "tau")}",
            $"{text.Field}.MoveTowards(other.{text.Field}, tau);");
        writer.Line($"private {text.Type}({text.Compiled} compiled) => {text.Field} = compiled;");
        writer.Line();
        string self = $"global::FastOpt.INetwork<{text.Type}, {text.Target}>";
        writer.Line($"static int {self}.BufferCount => BufferCount;").Line();
        writer.Line($"static string global::FastOpt.INetworkGraph.Graph => {text.Compiled}.Tables.Graph;");
    }
}
