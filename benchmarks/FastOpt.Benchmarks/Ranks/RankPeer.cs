using System.Diagnostics;
using System.Globalization;
using FastOpt.Benchmarks.Peers;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Ranks;

/// <summary>Starts FastOpt.RankPeer on several processes, or its peer in PyTorch, and reads the figures that they print: a name and a number.</summary>
internal sealed class RankPeer(RankOptions options)
{
    private static readonly string Project = Path.Combine(Repository.Root ?? ".", "benchmarks", "FastOpt.RankPeer");

    /// <summary>Builds the program, unless that was done before.</summary>
    /// <exception cref="ArgumentException">It does not build.</exception>
    public void Build()
    {
        if (options.IsBuilt)
            return;
        Console.WriteLine("FastOpt.RankPeer: dotnet build");
        if (Run("dotnet", ["build", Project, "-c", "Release", "--nologo", "-v", "quiet"], out string text) != 0)
            throw new ArgumentException($"FastOpt.RankPeer does not build: {text}");
    }

    /// <summary>The figures of one run on so many processes, or null where there is no mpirun, which is said.</summary>
    public Dictionary<string, double>? Measure(int processes, params string[] arguments)
    {
        string program = Path.Combine(Project, "bin", "Release", "net10.0", "FastOpt.RankPeer");
        string[] own = IsOpenMpi ? ["--allow-run-as-root", "--oversubscribe"] : [];
        string[] all = [.. own, "-np", processes.ToString(CultureInfo.InvariantCulture), program, .. arguments];
        return Read(options.Mpirun, all, "apt-get install openmpi-bin, or mpich");
    }

    /// <summary>The figures of a run of PyTorch's DDP, or null where it is not installed, which is said.</summary>
    public static Dictionary<string, double>? MeasurePyTorch(params string[] arguments)
    {
        string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        string script = Path.Combine(AppContext.BaseDirectory, "peers", "ranks_pytorch.py");
        return Read(python, [script, .. arguments], "apt-get install python3-torch libopenblas0-openmp");
    }

    /// <summary>Figure by figure, the median of several runs' figures.</summary>
    public static Dictionary<string, double> Medians(IReadOnlyList<Dictionary<string, double>> runs) =>
        runs[0].Keys.ToDictionary(static name => name, name => runs.Select(run => run[name]).Order().ElementAt(runs.Count / 2));

    private bool IsOpenMpi => Run(options.Mpirun, ["--version"], out string text) == 0
        && (text.Contains("Open MPI", StringComparison.OrdinalIgnoreCase) || text.Contains("OpenRTE", StringComparison.Ordinal));

    private static Dictionary<string, double>? Read(string program, string[] arguments, string installed)
    {
        try
        {
            int code = Run(program, arguments, out string text);
            if (code == 77)
            {
                PeerPrograms.Skip("PyTorch", text.Trim());
                return null;
            }

            if (code != 0)
                throw new ArgumentException($"{program} {string.Join(' ', arguments)} ended with {code}: {text}");
            Dictionary<string, double> figures = [];
            foreach (string[] words in text.Split('\n').Select(static line => line.Trim().Split(' ')))
            {
                if (words is ["figure", .., var number])
                    figures[string.Join(' ', words[1..^1])] = double.Parse(number, CultureInfo.InvariantCulture);
            }

            return figures;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            PeerPrograms.Skip(Path.GetFileName(program), $"it is not installed ({installed})");
            return null;
        }
    }

    private static int Run(string program, string[] arguments, out string output)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            output += error.Result;

        // A launcher lends its processes a terminal of its own, into which .NET writes how its keys work.
        output = output.Replace("\u001b[?1h\u001b=", "", StringComparison.Ordinal);
        return process.ExitCode;
    }
}
