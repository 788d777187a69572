using System.Diagnostics;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Peers;

/// <summary>The peers' programs: where they are, how they are built and started.</summary>
internal static class PeerPrograms
{
    public const string PyTorch = "PyTorch";
    public const string Dlib = "dlib";
    public const string TorchSharp = "TorchSharp";
    public const string OnnxRuntime = "ONNX Runtime";

    /// <summary>All of them, in the order of the table's columns.</summary>
    public static readonly string[] All = [PyTorch, Dlib, TorchSharp, OnnxRuntime];

    private static readonly string Sources = Path.Combine(AppContext.BaseDirectory, "peers");

    private static readonly string TorchSharpProject = Path.Combine(Repository.Root ?? ".", "benchmarks", "FastOpt.TorchSharpPeer");
    private static readonly string OnnxRuntimeProject = Path.Combine(Repository.Root ?? ".", "benchmarks", "FastOpt.OnnxRuntimePeer");

    /// <summary>The two builds of OpenBLAS that Debian has; which one is the faster depends on the case.</summary>
    private static readonly string[] BlasDirectories = [.. ((string[])["openmp", "pthread"])
        .Select(variant => "/usr/lib/x86_64-linux-gnu/openblas-" + variant)
        .Where(directory => File.Exists(Path.Combine(directory, "libblas.so.3")))];

    /// <summary>Starts the peers of these names, those that use OpenBLAS once for every build of it.</summary>
    public static List<Peer> Start(IReadOnlyCollection<string> names)
    {
        var peers = new List<Peer>();
        if (Wanted(names, PyTorch))
            Add(peers, PyTorch, PyTorchProgram());
        if (Wanted(names, Dlib) && DlibProgram() is { } program)
            Add(peers, Dlib, program);
        if (Wanted(names, TorchSharp))
            AddOne(peers, TorchSharp, new ProcessStartInfo(Path.Combine(Sources, "torchsharp.sh"), [TorchSharpProject]), "");
        if (Wanted(names, OnnxRuntime))
            AddOne(peers, OnnxRuntime, new ProcessStartInfo(Path.Combine(Sources, "onnxruntime.sh"), [OnnxRuntimeProject]), "");
        return peers;
    }

    /// <summary>Starts TorchSharp alone, or says why it cannot run here.</summary>
    public static Peer? StartTorchSharp() => Peer.Start(
        TorchSharp, new ProcessStartInfo(Path.Combine(Sources, "torchsharp.sh"), [TorchSharpProject]), "", static reason => Skip(TorchSharp, reason));

    /// <summary>Starts oneDNN's kernels behind PyTorch, or says why they cannot run here.</summary>
    public static Peer? StartConvolutions() => Peer.Start(
        "oneDNN", new ProcessStartInfo(Python, [Path.Combine(Sources, "convolutions_pytorch.py")]), "", static reason => Skip("oneDNN", reason));

    public static void Skip(string name, string reason) => Console.WriteLine($"{name}: skipped, {reason}");

    private static bool Wanted(IReadOnlyCollection<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static void Add(List<Peer> peers, string name, string[] command)
    {
        IReadOnlyList<string?> directories = BlasDirectories.Length == 0 ? [null] : [.. BlasDirectories];
        foreach (string? directory in directories)
        {
            var start = new ProcessStartInfo(command[0], command[1..]);
            if (directory is not null)
                start.Environment["LD_LIBRARY_PATH"] = directory;
            string libraries = directory is null ? "" : ", " + Path.GetFileName(directory);
            if (!AddOne(peers, name, start, libraries))
                return;
        }
    }

    private static bool AddOne(List<Peer> peers, string name, ProcessStartInfo start, string libraries)
    {
        if (Peer.Start(name, start, libraries, reason => Skip(name, reason)) is not { } peer)
            return false;
        Console.WriteLine($"{name}: {peer.Description}");
        peers.Add(peer);
        return true;
    }

    /// <summary>Debian's torch belongs to Debian's Python, which need not be the first on the path.</summary>
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static string[] PyTorchProgram() => [Python, Path.Combine(Sources, "steps_pytorch.py")];

    private static string[]? DlibProgram()
    {
        string program = Path.Combine(Sources, "dlib_steps");
        string source = program + ".cpp";
        if (File.Exists(program) && File.GetLastWriteTimeUtc(program) >= File.GetLastWriteTimeUtc(source))
            return [program];
        Console.WriteLine($"{Dlib}: compiling {Path.GetFileName(source)}");
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("g++", ["-O3", "-march=native", "-std=c++17", source, "-o", program, "-ldlib", "-lopenblas"])
            {
                RedirectStandardError = true,
            })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            if (compiler.ExitCode == 0)
                return [program];
            string error = errors.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? errors;
            Skip(Dlib, $"it does not compile (apt-get install g++ libdlib-dev libopenblas-dev): {error.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip(Dlib, "there is no g++ (apt-get install g++ libdlib-dev libopenblas-dev)");
        }

        return null;
    }
}
