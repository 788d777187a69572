using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Steps;

namespace FastOpt.Benchmarks.Peers;

/// <summary>
/// Another engine in a process of its own, which runs steps of a case on request: lines over standard input and output, described in the peers' headers.
/// </summary>
internal sealed class Peer : IDisposable
{
    // How peers leave out AVX-512 where it is switched off for FastOpt. dlib's templates and ONNX Runtime have no such switch.
    private static readonly (string Variable, string Value)[] WithoutAvx512 =
    [
        ("ONEDNN_MAX_CPU_ISA", "AVX2"), ("DNNL_MAX_CPU_ISA", "AVX2"), ("ATEN_CPU_CAPABILITY", "avx2"), ("MKL_ENABLE_INSTRUCTIONS", "AVX2"),
        ("OPENBLAS_CORETYPE", "Haswell"),
    ];

    private readonly Process _process;

    private Peer(string name, Process process, string description)
    {
        Name = name;
        Description = description;
        _process = process;
    }

    /// <summary>The column that its figures belong to: "PyTorch". Several peers may share one, which then shows the fastest.</summary>
    public string Name { get; }

    /// <summary>What it says about itself: versions, libraries, threads.</summary>
    public string Description { get; }

    /// <summary>Starts a peer's program; returns null and says why if it cannot run here.</summary>
    /// <param name="name">The column.</param>
    /// <param name="start">How to start it.</param>
    /// <param name="libraries">What else is to be said of it: which libraries it was given.</param>
    /// <param name="skipped">Gets the reason.</param>
    public static Peer? Start(string name, ProcessStartInfo start, string libraries, Action<string> skipped)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        foreach (string threads in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
            start.Environment[threads] = "1";
        if (SwitchedOff.Avx512)
        {
            foreach ((string variable, string value) in WithoutAvx512)
                start.Environment[variable] = value;
        }

        try
        {
            Process process = Process.Start(start)!;
            string? greeting = process.StandardOutput.ReadLine();
            if (greeting?.Split(' ', 2) is ["ready", var description])
                return new Peer(name, process, description + libraries);
            skipped(greeting?.Split(' ', 2) is ["skipped", var reason] ? reason : "it ended without a word");
            process.Dispose();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            skipped(exception.Message);
        }

        return null;
    }

    /// <summary>Makes the case ready to run; returns null if the peer cannot run it, and why.</summary>
    /// <param name="step">The case.</param>
    /// <param name="note">What the peer says of it.</param>
    /// <param name="optimizer">The optimizer as the peer is to understand it, if not as the case has it.</param>
    public IWork? Open(StepCase step, out string note, string? optimizer = null)
    {
        string kind = step.Kind == StepKind.Train ? "train" : "predict";
        return Open($"open {kind} {optimizer ?? step.Optimizer} {step.Loss} {step.Batch} {step.Layers ?? step.Shape}", out note);
    }

    /// <summary>The same for a request in the peer's own words.</summary>
    public IWork? Open(string request, out string note)
    {
        string answer = Ask(request);
        string[] parts = answer.Split(' ', 2);
        note = parts.Length > 1 ? parts[1] : "";
        return parts[0] == "ok" ? new OpenCase(this) : null;
    }

    /// <summary>What the open case, if it is FastOpt's, predicts after some steps, and a hash of its parameters and of that.</summary>
    public (string Hash, float[] Outputs) OutputsAfter(int steps)
    {
        string[] parts = Ask($"outputs {steps}").Split(' ');
        return (parts[0], MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(parts[1])).ToArray());
    }

    /// <summary>The most bytes that the peer's process has held.</summary>
    public long PeakResidentBytes() => long.Parse(Ask("memory"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(2000))
            _process.Kill();
        _process.Dispose();
    }

    private string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended at '{line}'.");
    }

    private sealed class OpenCase(Peer peer) : IWork
    {
        /// <summary>The second figure of the answer is the time of the peer's thread, the first that of the clock.</summary>
        public double Run(int times) => double.Parse(peer.Ask($"run {times}").Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
