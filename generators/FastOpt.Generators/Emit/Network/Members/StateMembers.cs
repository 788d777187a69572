using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints a network's state: its tensors' table, its state as bytes, its buffers, and copies of it.</summary>
internal static class StateMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string floats = NetworkText.Write("float"), readFloats = NetworkText.Read("float");
        string bytes = NetworkText.Write("byte"), readBytes = NetworkText.Read("byte");
        string gradients = text.Spec.AccumulatesGradients ? " gradients that wait for a step," : "";
        string schedule = text.Spec.OptimizerInForce.LearningRateType is null
            ? ""
            : " The schedule is stored with its rules' types and hyperparameters, the declared one or one that a program has set; its rules are structs marked [Schedule], or classes that are an <see cref=\"global::FastOpt.IStoredRule\"/>.";
        writer.Line($$"""
            /// <summary>
            /// Name, shape and role of every tensor that the network keeps: parameters, buffers, states of the optimizer. All in the canonical layout.
            /// </summary>
            public static {{NetworkText.Read("global::FastOpt.TensorInfo")}} Tensors => {{text.Compiled}}.Tables.Kept.Tensors;

            /// <summary>Those that are buffers, such as running statistics, in canonical order; empty for a network whose layers have none.</summary>
            public static {{NetworkText.Read("global::FastOpt.TensorInfo")}} Buffers => {{text.Compiled}}.Tables.Kept.Buffers;

            /// <summary>Scalars of all buffers.</summary>
            public const int BufferCount = {{Literals.Number(NetworkTensors.Count(NetworkTensors.Buffers(text.Program)))}};
            """);
        writer.Line();
        text.EmitCall(
            writer,
            "Writes all buffers in canonical order.",
            "/// <param name=\"buffers\">[BufferCount].</param>",
            $"void CopyBuffersTo({floats} buffers)",
            text.Check("CheckBuffers", "buffers, BufferCount"),
            $"{text.Field}.CopyBuffersTo(buffers);");
        text.EmitCall(
            writer,
            "Reads all buffers in canonical order; all else stays as it is.",
            "/// <param name=\"buffers\">[BufferCount].</param>",
            $"void LoadBuffers({readFloats} buffers)",
            text.Check("CheckBuffers", "buffers, BufferCount"),
            $"{text.Field}.LoadBuffers(buffers);");
        writer.Line($$"""
            /// <summary>Bytes of the state as it is now; a schedule that a program sets makes it longer or shorter, nothing else does.</summary>
            /// <exception cref="global::System.InvalidOperationException">The schedule has a rule that a state cannot hold, or the state is longer than a span.</exception>
            public int StateBytes => {{text.Field}}.StateBytes;
            """);
        writer.Line();
        text.EmitCall(
            writer,
            $"Writes everything that a run needs to go on bit for bit: parameters, buffers, states of the optimizer,{gradients} step, epoch, seed, schedule and hyperparameters, with a checksum. Little-endian on every machine. Allocates nothing.{schedule}",
            "/// <param name=\"state\">[<see cref=\"StateBytes\"/>].</param>",
            $"void CopyStateTo({bytes} state)",
            "",
            $"engine::NetworkArguments.CheckState(\"{text.Display}\", state, {text.Field}.StateBytes);\n{text.Field}.CopyStateTo(state);",
            "The length does not fit.",
            "The schedule has a rule that a state cannot hold, or another call is running.");
        text.EmitCall(
            writer,
            "Reads a state that <c>CopyStateTo</c> wrote, of this class or of one with the same layers, loss, gradient rules and optimizers: the run goes on with the bits of the one that wrote it, whatever the largest batch and the threads here.",
            "/// <param name=\"state\">A whole state.</param>",
            $"void LoadState({readBytes} state)",
            "",
            $"{text.Field}.LoadState(state);",
            "The state is damaged, cut off, of another version, or of another network, which the message names; this network is as it was.");
        text.EmitCall(
            writer,
            "A network with the same state, largest batch and threads: what one does from here on, the other does with the same bits. Fields that the class declares by hand, and predictors, are not taken over.",
            "",
            $"{text.Type} Clone()",
            "",
            $"return new {text.Type}(new {text.Compiled}({text.Field}));");
        text.EmitCall(
            writer,
            $"Forgets what the optimizer has learnt: its states become zero and <see cref=\"Step\"/> 0{(text.Spec.AccumulatesGradients ? ", and gradients that wait are discarded" : "")}. Parameters, hyperparameters, schedule and <see cref=\"Epoch\"/> stay. After <c>LoadParameters</c>, it makes a network usable again whose weights have become NaN.",
            "",
            "void ResetOptimizer()",
            "",
            $"{text.Field}.ResetOptimizer();");
        text.EmitCall(
            writer,
            "Moves all parameters and buffers towards another network's, p += τ·(q − p): for target networks, and for averages of weights. The optimizer's states and the step count stay.",
            $"/// <param name=\"other\">The network whose q is read.</param>\n/// <param name=\"tau\">τ in [0, 1]; 1, the default, copies exactly.</param>",
            $"void CopyParametersFrom({text.Type} other, double tau = 1)",
            $"global::System.ArgumentNullException.ThrowIfNull(other);\n{text.Check("CheckTau", "tau")}",
            $"{text.Field}.MoveTowards(other.{text.Field}, tau);",
            "<paramref name=\"other\"/> is null, or <paramref name=\"tau\"/> is out of its range.");
        writer.Line($"private {text.Type}({text.Compiled} compiled) => {text.Field} = compiled;");
        writer.Line();
        string self = $"global::FastOpt.INetwork<{text.Type}, {text.Target}>";
        writer.Line($"static int {self}.BufferCount => BufferCount;").Line();
        writer.Line($"static string global::FastOpt.INetworkGraph.Graph => {text.Compiled}.Tables.Graph;");
    }
}
