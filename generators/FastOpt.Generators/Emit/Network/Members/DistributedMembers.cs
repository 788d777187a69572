using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints what a network has that several processes train together.</summary>
internal static class DistributedMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        writer.Line($$"""
            /// <inheritdoc/>
            public static int GranuleSize => {{Literals.Number(text.Program.Sharing.Granule)}};

            /// <inheritdoc/>
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
            NetworkText.Inherited,
            $"float TrainShare({text.BatchParameters})",
            text.CheckShare("own", "MaxBatch") + "\n" + text.CheckTargets("own"),
            $"return {text.Field}.TrainShare(inputs, {text.Targets}, own);");
    }
}
