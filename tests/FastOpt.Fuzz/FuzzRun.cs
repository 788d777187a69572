using System.Collections.Concurrent;

namespace FastOpt.Fuzz;

/// <summary>Runs inputs through the generator: each in a project that its number chooses, some of them in every culture, some of them cancelled.</summary>
/// <param name="inputs">The inputs.</param>
/// <param name="compileEvery">Of how many inputs one is compiled with what was generated, if it has no error; that takes a hundred times as long as the generator.</param>
public sealed class FuzzRun(Inputs inputs, long compileEvery = 1)
{
    private const int CultureEvery = 61;
    private const int CancelEvery = 127;
    private const int LackingEvery = 8;

    /// <summary>What failed: the input's number, its project, what was wrong.</summary>
    public ConcurrentQueue<(long Input, string Surrounding, string Failure)> Failures { get; } = new();

    /// <summary>Runs one input.</summary>
    public void Run(long number, Statistics statistics)
    {
        string source = inputs[number];
        Surrounding surrounding = SurroundingOf(number);
        Outcome outcome = Inspection.Run(surrounding, source, culture: (int)(number % 3), hasRun: number % 2 == 0, compile: number % compileEvery == 0);
        statistics.Add(number, outcome.Milliseconds, outcome.Compiled);
        string? failure = outcome.Failure;
        if (number % CultureEvery == 0)
            failure ??= Inspection.CompareCultures(surrounding, source);
        if (number % CancelEvery == 0)
            failure ??= Inspection.Cancel(surrounding, source, new SplitMix((ulong)number));
        if (failure is not null)
            Failures.Enqueue((number, surrounding.Name, failure));
    }

    /// <summary>The project of an input: mostly a right one.</summary>
    public static Surrounding SurroundingOf(long number)
    {
        // Neighbours are changes of one sample, so the bits are mixed.
        ulong bits = new SplitMix((ulong)number).Next();
        return bits % LackingEvery == 0
            ? Surrounding.Lacking[(int)((bits >> 8) % (ulong)Surrounding.Lacking.Count)]
            : Surrounding.Complete[(int)((bits >> 8) % (ulong)Surrounding.Complete.Count)];
    }
}
