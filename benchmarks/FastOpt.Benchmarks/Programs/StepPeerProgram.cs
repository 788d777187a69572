using System.Diagnostics;
using System.Runtime.InteropServices;
using FastOpt.Benchmarks.Peers;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Programs;

/// <summary>A build of FastOpt.StepPeer: FastOpt in a process of its own, under the JIT or published by NativeAOT.</summary>
/// <param name="Name">"JIT", "AOT v3".</param>
/// <param name="Command">The program and its first arguments.</param>
/// <param name="SwitchedOff">An instruction set that the runtime is told to do without: the name of the variable.</param>
internal sealed record StepPeerProgram(string Name, string[] Command, string? SwitchedOff = null)
{
    /// <summary>Whatever this machine has.</summary>
    public const string Jit = "JIT";

    /// <summary>The JIT at the instruction set of level v3.</summary>
    public const string JitAvx2 = "JIT, AVX2";

    public const string Version3 = "AOT v3";
    public const string Version4 = "AOT v4";

    /// <summary>NativeAOT's own default, which has no AVX.</summary>
    public const string Baseline = "AOT, no AVX";

    private static readonly string Project = Path.Combine(Repository.Root ?? ".", "benchmarks", "FastOpt.StepPeer");

    /// <summary>Builds for the JIT, or publishes, unless told that it was done before.</summary>
    /// <returns>Null if it could not be built, which is said.</returns>
    public static StepPeerProgram? Build(string name, bool isBuilt)
    {
        bool isNative = name.StartsWith("AOT", StringComparison.Ordinal);
        string output = isNative ? Path.Combine(Project, "bin", "published", name switch { Version3 => "v3", Version4 => "v4", _ => "baseline" }) : Path.Combine(Project, "bin", "Release", "net10.0");
        string program = Path.Combine(output, isNative ? "FastOpt.StepPeer" : "FastOpt.StepPeer.dll");
        string[] build = isNative
            ? ["publish", Project, "-f", name == Version4 ? "net10.0" : "net9.0", "-r", RuntimeInformation.RuntimeIdentifier, "-o", output, Level(name)]
            : ["build", Project, "-f", "net10.0"];
        if (!(isBuilt && File.Exists(program)) && !Run([.. build, "-c", "Release", "--nologo", "-v", "quiet"], name))
            return null;
        return isNative ? new StepPeerProgram(name, [program]) : new StepPeerProgram(name, ["dotnet", program], name == JitAvx2 ? "DOTNET_EnableAVX512" : null);
    }

    /// <summary>How to start it.</summary>
    public ProcessStartInfo Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Command[0], [.. Command[1..], .. arguments]);
        if (SwitchedOff is not null)
            start.Environment[SwitchedOff] = "0";
        return start;
    }

    /// <summary>Starts it as a peer.</summary>
    public Peer? StartPeer() => Peer.Start(Name, Start(), "", reason => PeerPrograms.Skip(Name, reason));

    private static string Level(string name) => name switch
    {
        Version3 => "-p:IlcInstructionSet=x86-x64-v3",
        Version4 => "-p:IlcInstructionSet=x86-64-v4",
        _ => "-p:FastOptInstructionSet=baseline",
    };

    private static bool Run(string[] arguments, string name)
    {
        Console.WriteLine($"{name}: dotnet {string.Join(' ', arguments)}");
        using Process build = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string text = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
            PeerPrograms.Skip(name, $"it was not built (NativeAOT needs a C compiler and zlib): {text.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? text}");
        return build.ExitCode == 0;
    }
}
