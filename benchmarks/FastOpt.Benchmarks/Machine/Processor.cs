namespace FastOpt.Benchmarks.Machine;

/// <summary>The processor's name.</summary>
internal static class Processor
{
    /// <summary>As the system gives it: "AMD EPYC".</summary>
    public static string Name { get; } = Read();

    /// <summary>As part of a file's name: "amd-epyc".</summary>
    public static string FileName =>
        string.Join('-', new string([.. Name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Read()
    {
        const string Information = "/proc/cpuinfo";
        string? line = File.Exists(Information) ? File.ReadLines(Information).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
    }
}
