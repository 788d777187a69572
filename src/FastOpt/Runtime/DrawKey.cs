using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>What the random numbers of a step are keyed by, beside layer and element. For generated code.</summary>
/// <param name="seed">The network's seed.</param>
/// <param name="step">The number of the step, counted from 1.</param>
/// <param name="example">The number of the batch's first example among those of the step.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DrawKey(ulong seed, long step, long example)
{
    /// <summary>The network's seed.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>The number of the step, counted from 1.</summary>
    public long Step { get; } = step;

    /// <summary>The number of the batch's first example among those of the step.</summary>
    public long Example { get; } = example;
}
