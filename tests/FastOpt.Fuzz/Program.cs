using System.Diagnostics;
using System.Globalization;
using FastOpt.Fuzz;

// dotnet run -c Release --project tests/FastOpt.Fuzz -- [--inputs 1000000] [--from 0] [--seed 1] [--threads 1] [--compile-every 8] [--only TEXT] [--show N]
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
long count = Option("--inputs", 1_000_000);
long from = Option("--from", 0);
int threads = (int)Option("--threads", 1);
string only = Array.IndexOf(args, "--only") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : "";
var inputs = new Inputs([.. Corpus.Samples.Where(sample => sample.Contains(only, StringComparison.Ordinal))], (ulong)Option("--seed", 1));
var run = new FuzzRun(inputs, Option("--compile-every", 8));

if (Option("--show", -1) is >= 0 and var shown)
{
    Outcome outcome = Inspection.Run(FuzzRun.SurroundingOf(shown), inputs[shown]);
    Console.WriteLine($"input {shown}, {FuzzRun.SurroundingOf(shown).Name}\n{inputs[shown]}\n--\n{outcome.Text}\n--\n{outcome.Failure ?? "no failure"}");
    return outcome.Failure is null ? 0 : 1;
}

Console.WriteLine($"samples {inputs.Samples}, systematic inputs {inputs.Systematic}, cultures {string.Join(", ", Inspection.Cultures.Select(static c => c.Name.Length == 0 ? "invariant" : c.Name))}");

// What the JIT does at first is no input's time.
foreach (long warm in Enumerable.Range(0, 400))
    _ = Inspection.Run(FuzzRun.SurroundingOf(warm), inputs[warm * 97 % inputs.Systematic], compile: warm % 8 == 0);

double startProcessor = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
var watch = Stopwatch.StartNew();
long next = from;
long lastReport = 0;
Statistics[] statistics = [.. Enumerable.Range(0, threads).Select(static _ => new Statistics())];
Thread[] workers = [.. Enumerable.Range(0, threads).Select(t => new Thread(() => Work(statistics[t]), maxStackSize: 1 << 20))];
foreach (Thread worker in workers)
    worker.Start();
foreach (Thread worker in workers)
    worker.Join();

double processor = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds - startProcessor;
var sum = new Statistics();
foreach (Statistics part in statistics)
    sum.Add(part);
Console.WriteLine(FormattableString.Invariant($"inputs {sum.Count}"));
Console.WriteLine(FormattableString.Invariant($"without an error, compiled {sum.Compiled}"));
Console.WriteLine(FormattableString.Invariant($"generator p50 {sum.Quantile(0.5):0.00} ms, p99 {sum.Quantile(0.99):0.00} ms, longest {sum.Longest:0} ms (input {sum.LongestInput})"));
Console.WriteLine(FormattableString.Invariant($"inputs per second of processor time {sum.Count / processor:0}, elapsed {sum.Count / watch.Elapsed.TotalSeconds:0}; {watch.Elapsed.TotalMinutes:0.0} minutes"));
Console.WriteLine($"failures {run.Failures.Count}");
return run.Failures.IsEmpty ? 0 : 1;

void Work(Statistics own)
{
    int reported = 0;
    for (long number = Interlocked.Increment(ref next) - 1; number < from + count; number = Interlocked.Increment(ref next) - 1)
    {
        run.Run(number, own);
        while (run.Failures.Count > reported && reported < 100 && run.Failures.ElementAtOrDefault(reported++) is { Failure: { } failure } found)
            Console.WriteLine($"FAILURE input {found.Input} ({found.Surrounding}): {failure}\n{inputs[found.Input]}\n--");
        if (watch.Elapsed.TotalSeconds - Interlocked.Read(ref lastReport) > 60)
        {
            Interlocked.Exchange(ref lastReport, (long)watch.Elapsed.TotalSeconds);
            Console.WriteLine(FormattableString.Invariant($"… {number - from} inputs, {run.Failures.Count} failures, {watch.Elapsed.TotalMinutes:0.0} minutes, p99 {own.Quantile(0.99):0.00} ms"));
        }
    }
}

long Option(string name, long value)
{
    int index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? long.Parse(args[index + 1], CultureInfo.InvariantCulture) : value;
}
