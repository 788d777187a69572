using FastOpt.Benchmarks.Machine;

namespace FastOpt.Benchmarks.Reports;

/// <summary>Writes results where they are kept: benchmarks/results in the repository.</summary>
internal static class ResultFile
{
    /// <summary>Writes a text, with a line on the machine and the date, and says where.</summary>
    /// <param name="prefix">Before the processor's name in the file's name.</param>
    /// <param name="title">The heading.</param>
    /// <param name="text">What follows.</param>
    /// <param name="cores">How many cores were used.</param>
    public static void Write(string prefix, string title, string text, int cores = 1)
    {
        string path = Path.Combine(Directory(), $"{prefix}{Processor.FileName}{Without}.md");
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"# {title}\n\n{MachineLineFor(cores)}\n\n{text}\n");
        Console.WriteLine($"written to {Path.GetRelativePath(System.IO.Directory.GetCurrentDirectory(), path)}");
    }

    // What was measured without an instruction set is another page.
    private static string Without => SwitchedOff.Avx512 ? "-no-avx512" : "";

    /// <summary>What ran: processor, instruction set, runtime, day.</summary>
    public static string MachineLine => MachineLineFor(1);

    /// <summary>The same for a number of cores.</summary>
    public static string MachineLineFor(int cores) =>
        $"{Processor.Name}, {(cores == 1 ? "one core" : $"{cores} cores")} · {FastOptInfo.InstructionSet} · .NET {Environment.Version} · {DateTime.UtcNow:yyyy-MM-dd}";

    private static string Directory() => Repository.Root is { } root ? Path.Combine(root, "benchmarks", "results") : "results";
}
