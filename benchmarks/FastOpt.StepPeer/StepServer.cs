using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FastOpt.Benchmarks.Steps;

namespace FastOpt.Benchmarks;

/// <summary>The peers' protocol, which benchmarks/peers/steps_pytorch.py describes, over standard input and output.</summary>
internal static class StepServer
{
    public static void Run()
    {
        Console.WriteLine($"ready {FastOptInfo.InstructionSet}");
        IStepWork? work = null;
        while (Console.ReadLine() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["open", var kind, var optimizer, var loss, var batch, var shape]:
                    StepCase? step = StepCases.All.FirstOrDefault(other =>
                        (other.Kind == StepKind.Train) == (kind == "train") && other.Optimizer == optimizer && other.Loss == loss &&
                        (other.Layers ?? other.Shape) == shape && other.Batch.ToString(CultureInfo.InvariantCulture) == batch);
                    work = step?.Create(step);
                    Console.WriteLine(work is null ? "skipped there is no such case" : "ok");
                    break;
                case ["run", var steps] when work is not null:
                    double nanoseconds = work.Run(int.Parse(steps, CultureInfo.InvariantCulture));
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0} {nanoseconds:0}"));
                    break;
                case ["outputs", var steps] when work is not null:
                    float[] outputs = work.OutputsAfter(int.Parse(steps, CultureInfo.InvariantCulture), out float[] parameters);
                    Console.WriteLine($"{Hash([.. parameters, .. outputs])} {Convert.ToBase64String(MemoryMarshal.AsBytes<float>(outputs))}");
                    break;
                case ["memory"]:
                    Console.WriteLine(PeakResidentBytes());
                    break;
                default:
                    Console.WriteLine("skipped what is not understood");
                    break;
            }
        }
    }

    private static string Hash(float[] values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(values)));

    /// <summary>The most memory that this process has held, as Linux counts it; 0 elsewhere.</summary>
    private static long PeakResidentBytes()
    {
        const string Status = "/proc/self/status";
        string? line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? 0 : 1024 * long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
