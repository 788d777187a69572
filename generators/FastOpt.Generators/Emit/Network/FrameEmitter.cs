namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints what a step carries: one argument for every method that runs phases.</summary>
internal static class FrameEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text) => writer.Line($$"""
        /// <summary>What a step, or a thread's share of one, works on.</summary>
        private readonly ref struct Frame
        {
            /// <summary>Parameters, then all that stands behind them in fixed places.</summary>
            internal readonly ref float Memory;

            /// <summary>The rows of the batch.</summary>
            internal readonly ref float Rows;

            /// <summary>The thread's own.</summary>
            internal readonly ref float Scratch;

            /// <summary>The examples from the first row on.</summary>
            internal readonly ref float Inputs;

            /// <summary>Their targets.</summary>
            internal readonly ref {{text.Target}} Targets;

            /// <summary>How many rows there is room for.</summary>
            internal readonly int MaxBatch;

            /// <summary>The first row.</summary>
            internal readonly int First;

            /// <summary>Rows.</summary>
            internal readonly int Count;

            /// <summary>What each element's loss is weighted with in the mean.</summary>
            internal readonly float MeanWeight;
        {{Key(text)}}{{Weights(text)}}{{Sums(text)}}
            [clr::MethodImpl(clr::MethodImplOptions.AggressiveInlining)]
            internal Frame(ref float memory, ref float rows, ref float scratch, ref float inputs, ref {{text.Target}} targets, int maxBatch, int first, int count, float meanWeight{{(text.Draws ? ", engine::DrawKey key" : "")}}{{(text.Spec.HasExampleWeights ? ", ref float weights" : "")}}{{(text.Spec.IsDistributed ? ", ref float sums" : "")}})
            {
                Memory = ref memory;
                Rows = ref rows;
                Scratch = ref scratch;
                Inputs = ref inputs;
                Targets = ref targets;
                MaxBatch = maxBatch;
                First = first;
                Count = count;
                MeanWeight = meanWeight;{{(text.Draws ? "\n        Key = key;" : "")}}{{(text.Spec.HasExampleWeights ? "\n        Weights = ref weights;" : "")}}{{(text.Spec.IsDistributed ? "\n        Sums = ref sums;" : "")}}
            }

            /// <summary>The first of our rows among those that begin so many floats behind the others, for each example of the largest batch.</summary>
            [clr::MethodImpl(clr::MethodImplOptions.AggressiveInlining)]
            internal ref float RowsOf(int slot, int stride) => ref clr::Unsafe.Add(ref Rows, ((nint)slot * MaxBatch) + ((nint)First * stride));
        }
        """);

    private static string Weights(NetworkText text) => text.Spec.HasExampleWeights ? "\n    /// <summary>The weights of the examples.</summary>\n    internal readonly ref float Weights;\n" : "";

    private static string Sums(NetworkText text) => text.Spec.IsDistributed
        ? "\n    /// <summary>Where sums over rows go: to the buffer, or to the slot of a granule.</summary>\n    internal readonly ref float Sums;\n"
        : "";

    private static string Key(NetworkText text) => text.Draws ? "\n    /// <summary>What random numbers are keyed by.</summary>\n    internal readonly engine::DrawKey Key;\n" : "";
}
