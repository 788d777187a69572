using FastOpt.Generators.Emit.Kernels;

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
        {{Fields(text)}}{{LaidOutAt(text)}}
            [clr::MethodImpl(clr::MethodImplOptions.AggressiveInlining)]
            internal Frame(
                ref float memory,
                ref float rows,
                ref float scratch,
                ref float inputs,
                ref {{text.Target}} targets,
                int maxBatch,
                int first,
                int count,
                float meanWeight{{Parameters(text)}})
            {
                Memory = ref memory;
                Rows = ref rows;
                Scratch = ref scratch;
                Inputs = ref inputs;
                Targets = ref targets;
                MaxBatch = maxBatch;
                First = first;
                Count = count;
                MeanWeight = meanWeight;{{Assignments(text)}}
            }

            /// <summary>The first of our rows among those that begin so many floats behind the others, for each example of the largest batch.</summary>
            [clr::MethodImpl(clr::MethodImplOptions.AggressiveInlining)]
            internal ref float RowsOf(int slot, int stride) => ref clr::Unsafe.Add(ref Rows, ((nint)slot * MaxBatch) + ((nint)First * stride));
        }
        """);

    /// <summary>What fills a frame's fields that only some networks have.</summary>
    /// <param name="text">The network.</param>
    /// <param name="separator">What stands before each.</param>
    /// <param name="key">The key, where the network draws random numbers.</param>
    /// <param name="weights">The weights of the examples, where they have some.</param>
    /// <param name="sums">Where sums go, where several processes can train the network.</param>
    /// <param name="sectionRows">Rows of a section, where gradients are summed in such.</param>
    /// <param name="laidOut">What a predictor keeps laid out, where there is such.</param>
    public static string Arguments(
        NetworkText text, string separator, string key, string weights, string sums, string sectionRows, string laidOut = RuntimeCall.None) =>
        string.Concat(Optional(text).Select(field => separator + (field.Name switch
        {
            "SectionRows" => sectionRows,
            "Key" => key,
            "Weights" => weights,
            "Sums" => sums,
            _ => laidOut,
        })));

    private static IEnumerable<(string Type, string Name, string Summary)> Optional(NetworkText text)
    {
        if (text.Draws)
            yield return ("engine::DrawKey", "Key", "What random numbers are keyed by");
        if (text.Spec.HasExampleWeights)
            yield return ("ref float", "Weights", "The weights of the examples");
        if (text.Spec.IsDistributed)
            yield return ("ref float", "Sums", "Where sums over rows go: to the buffer, or to the slot of a granule");
        if (text.Program.Plan.SectionSlots.Count > 0)
            yield return ("int", "SectionRows", "Rows of a section of the batch, whose sums one thread makes");
        if (LaidOutEmitter.Applies(text))
            yield return ("ref float", "LaidOut", "Filters that a predictor keeps laid out, or nothing");
    }

    private static string LaidOutAt(NetworkText text) => !LaidOutEmitter.Applies(text) ? "" : """


            /// <summary>Those of a layer, or nothing.</summary>
            internal ref float LaidOutAt(int offset) => ref clr::Unsafe.IsNullRef(ref LaidOut) ? ref LaidOut : ref clr::Unsafe.Add(ref LaidOut, offset);

        """;

    private static string Fields(NetworkText text) => string.Concat(Optional(text).Select(static field =>
        $"\n    /// <summary>{field.Summary}.</summary>\n    internal readonly {field.Type} {field.Name};\n"));

    private static string Parameters(NetworkText text) => string.Concat(Optional(text).Select(static field =>
        $",\n        {field.Type} {Parameter(field.Name)}"));

    private static string Assignments(NetworkText text) => string.Concat(Optional(text).Select(static field =>
        $"\n        {field.Name} = {(field.Type.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "")}{Parameter(field.Name)};"));

    private static string Parameter(string field) => char.ToLowerInvariant(field[0]) + field.Substring(1);
}
