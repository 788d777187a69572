using System.Diagnostics;
using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Crash;

/// <summary>Kills processes that work on a study, starts them again, and compares the journal with that of a study that was left alone.</summary>
/// <param name="kills">How many kills of one process that works alone, and of four that work together.</param>
/// <param name="seed">The seed of the moments.</param>
internal sealed class StudyKiller(int kills, int seed)
{
    private const int Trials = 60, TrialsOfFour = 160, MostLines = 8;
    private const double LongestDelay = 20;

    private readonly Random _random = new(seed);
    private readonly string _root = Directory.CreateTempSubdirectory("fastopt-study-").FullName;

    public int Run()
    {
        int wrong = Alone() + Together();
        Directory.Delete(_root, true);
        return wrong == 0 ? 0 : 1;
    }

    /// <summary>One process, killed and resumed: trial for trial what an uninterrupted study has.</summary>
    private int Alone()
    {
        string whole = Path.Combine(_root, "whole.journal"), cut = Path.Combine(_root, "cut.journal");
        Live(whole, Trials, null);
        int killed = 0, studies = 0, differing = 0;
        while (killed < kills)
        {
            File.Delete(cut);
            studies++;
            while (Live(cut, Trials, killed < kills ? Moment() : null).IsKilled)
                killed++;
            string[] expected = Texts(whole), found = Texts(cut);
            for (int i = 0; i < Trials; i++)
            {
                if (i < found.Length && found[i] == expected[i])
                    continue;
                differing++;
                Console.WriteLine($"DIFFERS: {(i < found.Length ? found[i] : "nothing")}\n but not killed: {expected[i]}");
            }
        }

        Console.WriteLine($"alone: {killed} kills in {studies} {(studies == 1 ? "study" : "studies")} of {Trials} trials; "
            + $"trials that differ from those of a study that was not killed {differing}");
        return differing;
    }

    /// <summary>Four processes on one journal, first left alone, then killed and started again.</summary>
    private int Together()
    {
        int wrong = Four("four.journal", 0);
        return wrong + Four("killed.journal", kills);
    }

    private int Four(string name, int most)
    {
        string journal = Path.Combine(_root, name);
        int killed = 0;
        var ended = new List<int>();
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            while (true)
            {
                bool isToKill;
                (int, double)? moment;
                lock (_random)
                    (isToKill, moment) = (killed < most, Moment());
                Life life = Live(journal, TrialsOfFour, isToKill ? moment : null);
                lock (_random)
                {
                    ended.AddRange(life.Ended);
                    killed += life.IsKilled ? 1 : 0;
                }

                if (!life.IsKilled)
                    return;
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        // The last that was killed may have left a trial to nobody: whoever comes next takes it up.
        Live(journal, TrialsOfFour, null);
        using var study = Study.Open(journal, StudyChild.Seed);
        int lost = TrialsOfFour - study.Trials.Count(static trial => trial.IsFinished), repeated = ended.Count - ended.Distinct().Count();
        int again = study.Trials.Sum(static trial => trial.Attempt - 1);
        IEnumerable<string> suggestions = study.Trials.Select(static trial => string.Join(' ', trial.Parameters.Select(static parameter => parameter.Text)));
        int twice = study.Trials.Count - suggestions.Distinct().Count();
        Console.WriteLine($"four processes: {killed} kills; of {TrialsOfFour} trials lost {lost}, ended by two processes {repeated}, begun again {again}, "
            + $"with parameters of another {twice}");
        if (again > killed)
            Console.WriteLine("WRONG: more trials were begun again than processes were killed.");
        return lost + repeated + twice + Math.Max(0, again - killed);
    }

    private (int Lines, double Milliseconds) Moment() => (_random.Next(MostLines), _random.NextDouble() * LongestDelay);

    private static string[] Texts(string journal)
    {
        using var study = Study.Open(journal, StudyChild.Seed);
        return [.. study.Trials.Select(static trial => string.Create(CultureInfo.InvariantCulture, $"{trial.Number} {trial.State} {trial.Value:R} ")
            + string.Join(", ", trial.Parameters.Select(static parameter => $"{parameter.Name} {parameter.Text}"))
            + string.Concat(trial.Reports.Select(static report => string.Create(CultureInfo.InvariantCulture, $"; {report.Stage}: {report.Value:R}"))))];
    }

    /// <summary>A process, until it is done or killed.</summary>
    private static Life Live(string journal, int trials, (int Lines, double Milliseconds)? killAfter)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { "study-child", journal, trials.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        var ended = new List<int>();
        Task? kill = null;
        int lines = 0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("ended ", StringComparison.Ordinal) && int.TryParse(line[6..], CultureInfo.InvariantCulture, out int number))
                ended.Add(number);
            if (killAfter is not { } moment || kill is not null || lines++ < moment.Lines)
                continue;
            kill = Task.Run(() =>
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(moment.Milliseconds));
                process.Kill();
            });
        }

        process.WaitForExit();
        kill?.Wait();
        bool isKilled = process.ExitCode == 128 + 9;
        if (!isKilled && process.ExitCode != 0)
            throw new InvalidOperationException($"A process failed by itself, with {process.ExitCode}: {errors.Result}");
        return new Life(isKilled, ended);
    }

    private sealed record Life(bool IsKilled, IReadOnlyList<int> Ended);
}
