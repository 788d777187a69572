using System.Diagnostics;
using System.Globalization;
using System.Text;
using FastOpt.Benchmarks.Networks;

namespace FastOpt.Benchmarks.Soak;

/// <summary>
/// `soak`: eight models train for minutes on four threads, which also predict with each other's models; memory, collections and bits are watched. Afterwards one thread
/// repeats the training alone, and every hash of the weights must be the same.
/// </summary>
internal static class SoakCommand
{
    private const int Threads = 4;
    private const int LongestOutputs = 64 * 64;

    /// <summary>The share of the time after which everything has been compiled and allocated.</summary>
    private const double WarmUp = 0.1;

    public static int Run(string[] args)
    {
        double minutes = 10;
        if (args is ["--minutes", var text])
            minutes = double.Parse(text, CultureInfo.InvariantCulture);
        else if (args.Length > 0)
            throw new ArgumentException("soak takes --minutes N.");

        SoakModel[] models =
        [
            SoakModel.Of<Net2x16x16x2, int>(32), SoakModel.Of<Net4x16x3, int>(16), SoakModel.Of<Net64x64x64x10, int>(32), SoakModel.Of<Net784x128x10, int>(64, threads: 2),
            SoakModel.Of<Net17x33x5, int>(33), SoakModel.Of<Net100x100x100x1, float>(7), SoakModel.Of<Sgd64x64x64x10, int>(32), SoakModel.Of<Sgd2x16x16x2, int>(32),
        ];
        var report = new StringBuilder();
        void Say(FormattableString line)
        {
            string said = FormattableString.Invariant(line);
            Console.WriteLine(said);
            report.Append(said).Append('\n');
        }

        Say($"| minutes | steps | predictions from other threads | resident MiB | bytes by training | by publishing and predicting | by other threads | collections |");
        Say($"|--:|--:|--:|--:|--:|--:|--:|--:|");
        long outside = 0, training = 0, serving = 0;
        bool stop = false;
        Exception? failure = null;
        Thread[] workers = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() => Work(number)) { IsBackground = true })];
        long started = Stopwatch.GetTimestamp();
        foreach (Thread worker in workers)
            worker.Start();

        // Twenty lines, whatever the time.
        const int Lines = 20;
        long warmTraining = 0, warmServing = 0, warmOthers = 0, warmMemory = 0, largestMemory = 0;
        int collections = 0, collected = 0;
        for (int line = 1; line <= Lines && failure is null; line++)
        {
            while (Stopwatch.GetElapsedTime(started).TotalMinutes < minutes * line / Lines && failure is null)
                Thread.Sleep(100);
            long memory = Environment.WorkingSet;
            if (line <= Math.Max(1, Lines * WarmUp))
            {
                (warmTraining, warmServing, warmOthers) = (Volatile.Read(ref training), Volatile.Read(ref serving), Others());
                collections = Collections();
                warmMemory = memory;
            }

            largestMemory = Math.Max(largestMemory, memory);
            collected = Collections() - collections;
            Say($"| {minutes * line / Lines:0.0} | {models.Sum(static m => m.Steps):N0} | {Volatile.Read(ref outside):N0} | {memory / 1048576.0:0.0} | {Volatile.Read(ref training) - warmTraining:N0} | {Volatile.Read(ref serving) - warmServing:N0} | {Others() - warmOthers:N0} | {collected} |");
        }

        Volatile.Write(ref stop, true);
        foreach (Thread worker in workers)
            worker.Join();
        if (failure is not null)
            throw new InvalidOperationException("A worker failed.", failure);
        long others = Others() - warmOthers;
        training -= warmTraining;

        Say($"");
        long different = models.Sum(static m => m.Different);
        Say($"Predictions of a model beside those of its predictor: {models.Sum(static m => m.Compared):N0} compared, {different} different.");
        bool sameBits = RepeatAlone(models, TimeSpan.FromMinutes(minutes), Say);
        bool flat = largestMemory - warmMemory < 8 * 1048576;
        bool asPromised = flat && training == 0 && collected == 0 && different == 0 && sameBits;
        Say($"");
        Say($"After warm-up (the first tenth): training allocated {training:N0} bytes on the {Threads} threads that call it, other threads {others:N0} (the team and the runtime's own; this table is left out). Resident memory grew by at most {(largestMemory - warmMemory) / 1048576.0:0.0} MiB; {collected} collections. {(asPromised ? "As promised." : "NOT AS PROMISED.")}");
        if (minutes >= 10)
            Reports.ResultFile.Write("soak-", "Soak", $"`dotnet run -c Release --project benchmarks/FastOpt.Benchmarks -- soak`: {models.Length} models ({string.Join(", ", models.Select(static m => m.Name))}), {Threads} threads, {minutes:0} minutes. Bytes and collections are those since warm-up. Publishing allocates one more copy of the weights where a reader has outlasted two publications, and a predictor rows for one more batch when more threads are inside of it than ever before; both are kept and used again, so that column grows by steps and comes to rest, later the busier the machine is. Training allocates nothing.\n\n" + report, Environment.ProcessorCount);
        return asPromised ? 0 : 1;

        // What neither the threads that train nor this one, which writes the table, have allocated.
        long Others() => GC.GetTotalAllocatedBytes(precise: true) - GC.GetAllocatedBytesForCurrentThread() - Volatile.Read(ref training) - Volatile.Read(ref serving);

        void Work(int number)
        {
            try
            {
                float[] outputs = new float[LongestOutputs];
                for (int round = 0; !Volatile.Read(ref stop); round++)
                {
                    for (int i = number; i < models.Length; i += Threads)
                    {
                        long before = GC.GetAllocatedBytesForCurrentThread();
                        models[i].Train(50);
                        long trained = GC.GetAllocatedBytesForCurrentThread();
                        models[i].PublishAndCompare();
                        Interlocked.Add(ref training, trained - before);
                        Interlocked.Add(ref serving, GC.GetAllocatedBytesForCurrentThread() - trained);
                    }

                    long outer = GC.GetAllocatedBytesForCurrentThread();
                    models[(number + round) % models.Length].PredictFromOutside(outputs);
                    Interlocked.Add(ref serving, GC.GetAllocatedBytesForCurrentThread() - outer);
                    Interlocked.Increment(ref outside);
                }
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }
    }

    /// <summary>Trains equal models on this thread alone, for as long as there is time, and compares the hashes that both have reached.</summary>
    private static bool RepeatAlone(SoakModel[] models, TimeSpan time, Action<FormattableString> say)
    {
        say($"");
        say($"| model | steps in the soak | steps repeated alone | hashes compared | different |");
        say($"|---|--:|--:|--:|--:|");
        bool same = true;
        foreach (SoakModel model in models)
        {
            SoakModel alone = model.Fresh();
            long started = Stopwatch.GetTimestamp();
            while (alone.Hashes.Length < model.Hashes.Length && Stopwatch.GetElapsedTime(started) < time / models.Length)
                alone.Train(SoakModel.Interval);
            int compared = Math.Min(alone.Hashes.Length, model.Hashes.Length);
            int different = 0;
            for (int i = 0; i < compared; i++)
                different += model.Hashes[i] == alone.Hashes[i] ? 0 : 1;
            say($"| {model.Name} | {model.Steps:N0} | {alone.Steps:N0} | {compared:N0} | {different} |");
            same &= different == 0 && compared > 0;
        }

        return same;
    }

    private static int Collections() => Enumerable.Range(0, GC.MaxGeneration + 1).Sum(GC.CollectionCount);
}
