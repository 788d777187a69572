namespace FastOpt.Benchmarks.Measuring;

/// <summary>
/// Measures several works in turn, round after round, so that what disturbs the machine for a while disturbs all of them; the median of the rounds is what counts.
/// </summary>
internal static class Interleaving
{
    private const double RoundNanoseconds = 4e6;
    private const double WarmUpNanoseconds = 150e6;

    /// <summary>Calls after which the JIT compiles a method again, and the pause after which it begins to.</summary>
    private const int CallsBeforeOptimization = 40;
    private const int Pause = 150;
    private const int Pauses = 5;

    /// <summary>Nanoseconds per run of each work, over all rounds.</summary>
    /// <param name="works">What is measured.</param>
    /// <param name="rounds">How often each comes up.</param>
    /// <param name="eachRound">Runs in every round, before the works.</param>
    /// <param name="turn">How long a work runs when its turn comes, in nanoseconds.</param>
    public static Series[] Measure(IReadOnlyList<IWork> works, int rounds, Action? eachRound = null, double turn = RoundNanoseconds)
    {
        // Methods are compiled twice more, each time in the background after a number of calls and a pause without new methods.
        for (int i = 0; i < Pauses; i++)
        {
            foreach (IWork work in works)
                CallOften(work);
            Thread.Sleep(Pause);
        }

        int[] times = [.. works.Select(work => WarmUp(work, turn))];
        Series[] series = [.. works.Select(_ => new Series())];
        for (int round = 0; round < rounds; round++)
        {
            eachRound?.Invoke();
            for (int i = 0; i < works.Count; i++)
            {
                // The first run of a turn finds the caches as another work left them, which no run of a training loop does.
                _ = works[i].Run(1);
                series[i].Add(works[i].Run(times[i]) / times[i]);
            }
        }

        return series;
    }

    private static void CallOften(IWork work)
    {
        double spent = 0;
        for (int call = 0; call < CallsBeforeOptimization && spent < WarmUpNanoseconds; call++)
            spent += work.Run(1);
    }

    /// <summary>Runs until clock and caches have settled; returns the number of runs that fills a round.</summary>
    private static int WarmUp(IWork work, double turn)
    {
        double spent = 0, perRun = work.Run(1);
        for (int times = 1; spent < WarmUpNanoseconds; times = Math.Min(times * 2, 1 << 14))
        {
            double elapsed = work.Run(times);
            spent += elapsed;
            perRun = elapsed / times;
        }

        return Math.Clamp((int)(turn / perRun), 1, 1 << 20);
    }
}
