using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints what a network has that several processes train together.</summary>
internal static class DistributedMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        writer.Line($$"""
            /// <summary>Examples of a granule, whose sums are made together: a process has whole ones.</summary>
            public static int GranuleSize => {{Literals.Number(text.Program.Sharing.Granule)}};

            /// <summary>
            /// The processes that train this network together; null, the default, for this process alone. While there are several, the steps take the whole
            /// batch on every process, and each computes its share of it. Other calls, and copies of the network, are this process's own.
            /// </summary>
            /// <exception cref="global::System.ArgumentException">Its rank is none of its ranks.</exception>
            /// <exception cref="global::System.InvalidOperationException">It is set while another call is running.</exception>
            public global::FastOpt.ICommunicator? Communicator
            {
                get => {{text.Field}}._sums.Communicator;
                set
                {
                    {{text.Enter("Communicator")}}
                        {{text.Field}}._sums.Communicator = value;
                }
            }
            """);
        writer.Line();
        text.EmitCall(
            writer,
            "A training step for which each process brings examples of its own; the batch is those of all processes, in the order of their ranks. "
                + "It has the bits of <c>TrainStep</c> on that batch.",
            "/// <param name=\"inputs\">\n" +
                "/// [examples × InputSize]: 0 to <see cref=\"MaxBatch\"/> examples, whole granules on all but the last process that brings any.\n" +
                "/// </param>\n" +
                $"/// <param name=\"{text.Targets}\">{text.TargetShape("examples")}.</param>\n" +
                "/// <returns>The mean loss of the whole batch before the update; not finite if training has diverged.</returns>",
            $"float TrainShare({text.BatchParameters})",
            text.CheckShare("own", "MaxBatch") + "\n" + text.CheckTargets("own"),
            $"return {text.Field}.TrainShare(inputs, {text.Targets}, own);",
            "A length or a value does not fit, or a process that is not the last brings a part of a granule; the network is as it was.");
    }
}
