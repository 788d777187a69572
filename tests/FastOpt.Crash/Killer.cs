using System.Diagnostics;
using System.Globalization;

namespace FastOpt.Crash;

/// <summary>Starts, kills, resumes, compares.</summary>
/// <param name="kills">How many kills.</param>
/// <param name="seed">The seed of the moments.</param>
internal sealed class Killer(int kills, int seed)
{
    // The moment of a kill: behind so many checkpoints of a process, and then so long. So a run gets on, however busy the machine is.
    private const int MostCheckpoints = 20;
    private const double LongestDelay = 15;

    private readonly Random _random = new(seed);
    private readonly string _root = Directory.CreateTempSubdirectory("fastopt-crash-").FullName;
    private int _killed, _completed, _lost, _differing, _passedOver, _halfWritten;

    public int Run()
    {
        Life whole = Live(Path.Combine(_root, "whole"), killAfter: null);
        if (whole.Digest is not { } expected)
        {
            Console.Error.WriteLine($"The run that is not killed failed: {whole.Errors}");
            return 2;
        }

        var clock = Stopwatch.StartNew();
        for (int run = 0; _killed < kills; run++)
        {
            string folder = Path.Combine(_root, run.ToString(CultureInfo.InvariantCulture));
            bool isDone = RunUntilDone(folder, expected);
            if (Directory.Exists(folder))
                Directory.Delete(folder, true);
            if (!isDone)
                break;
            Console.WriteLine($"{_killed} kills, {_completed} runs, {clock.Elapsed.TotalSeconds:0} s");
        }

        Directory.Delete(_root, true);
        Console.WriteLine($"kills {_killed}; runs that were resumed to their end {_completed}; losses of data {_lost}; corrupt files accepted {_differing}; "
            + $"checkpoints passed over {_passedOver}; files that a kill left half written {_halfWritten}");
        return _lost + _differing + _passedOver == 0 ? 0 : 1;
    }

    /// <summary>Whether the run came to its end; one that failed by itself would fail again.</summary>
    private bool RunUntilDone(string folder, string expected)
    {
        long durable = 0;
        while (true)
        {
            (int Checkpoints, double Milliseconds) moment = (_random.Next(MostCheckpoints), _random.NextDouble() * LongestDelay);
            Life life = Live(folder, _killed < kills ? moment : null);
            _passedOver += life.PassedOver;
            if (life.From is { } from && from < durable)
            {
                _lost++;
                Console.WriteLine($"LOST: step {durable} was durable, but the run went on from {from}.");
            }

            durable = Math.Max(durable, life.Durable);
            if (life.Digest is { } digest)
            {
                _completed++;
                if (digest != expected)
                {
                    _differing++;
                    Console.WriteLine($"DIFFERS: {digest}, but the run that was not killed gives {expected}.");
                }

                return true;
            }

            if (!life.IsKilled)
            {
                _lost++;
                Console.WriteLine($"FAILED: {life.Errors}");
                return false;
            }

            _killed++;
            if (_killed % 50 == 0)
                Console.WriteLine($"{_killed} kills");
            if (Directory.Exists(folder))
                _halfWritten += Directory.GetFiles(folder, "*.tmp").Length;
        }
    }

    /// <summary>A process, until it is done or killed.</summary>
    private static Life Live(string folder, (int Checkpoints, double Milliseconds)? killAfter)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("child");
        start.ArgumentList.Add(folder);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        var life = new Life();
        Task? kill = null;
        int lines = 0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            life.Read(line);
            if (killAfter is not { } moment || kill is not null || lines++ < moment.Checkpoints)
                continue;
            kill = Task.Run(() =>
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(moment.Milliseconds));
                process.Kill();
            });
        }

        process.WaitForExit();
        kill?.Wait();
        life.IsKilled = process.ExitCode == 128 + 9;
        life.Errors = errors.Result;
        return life;
    }

    /// <summary>What a process said.</summary>
    private sealed class Life
    {
        public long? From { get; private set; }

        public long Durable { get; private set; }

        public int PassedOver { get; private set; }

        public string? Digest { get; private set; }

        public bool IsKilled { get; set; }

        public string Errors { get; set; } = "";

        public void Read(string line)
        {
            switch (line.Split(' '))
            {
                case ["from", var step]: From = long.Parse(step, CultureInfo.InvariantCulture); break;
                case ["durable", var step] when long.TryParse(step, CultureInfo.InvariantCulture, out long number): Durable = Math.Max(Durable, number); break;
                case ["digest", { Length: 64 } digest]: Digest = digest; break;
                case ["note", ..] when line.Contains("passed over", StringComparison.Ordinal): PassedOver++; break;
            }
        }
    }
}
