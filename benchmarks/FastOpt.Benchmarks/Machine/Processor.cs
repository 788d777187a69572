namespace FastOpt.Benchmarks.Machine;

/// <summary>The processor's name.</summary>
internal static class Processor
{
    /// <summary>As the system gives it, with the generation where a name hides it: "AMD EPYC (Zen 4)".</summary>
    public static string Name { get; } = Read();

    /// <summary>As part of a file's name: "amd-epyc-zen-4".</summary>
    public static string FileName =>
        string.Join('-', new string([.. Name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Read()
    {
        string? name = Information("model name");
        if (name is null)
            return System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
        return Generation() is { } generation ? $"{name} ({generation})" : name;
    }

    /// <summary>A virtual machine's processor often has a name without a number; AMD's generations differ in how wide they multiply.</summary>
    private static string? Generation()
    {
        if (Information("vendor_id") != "AuthenticAMD" || !int.TryParse(Information("model"), out int model))
            return null;
        return Information("cpu family") switch
        {
            "25" => model is (>= 0x10 and <= 0x1F) or (>= 0x60 and <= 0x7F) or (>= 0xA0 and <= 0xAF) ? "Zen 4" : "Zen 3",
            "26" => "Zen 5",
            _ => null,
        };
    }

    /// <summary>What the system says of its first processor, or null.</summary>
    private static string? Information(string name)
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(text => text.Split(':')[0].Trim() == name) : null;
        return line?.Split(':', 2)[1].Trim();
    }
}
