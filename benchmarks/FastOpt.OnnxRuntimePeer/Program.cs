using System.Diagnostics;
using System.Globalization;
using FastOpt.Benchmarks;
using FastOpt.Benchmarks.Machine;
using Microsoft.ML.OnnxRuntime;

// The peers' protocol, which benchmarks/peers/steps_pytorch.py describes, over standard input and output.
try
{
    Console.WriteLine($"ready ONNX Runtime {OrtEnv.Instance().GetVersionString()}, 1 thread");
}
catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
{
    Console.WriteLine($"skipped ONNX Runtime's native library does not load: {exception.GetBaseException().Message.ReplaceLineEndings(" ")}");
    return 77;
}

PeerCase? work = null;
while (Console.ReadLine() is { } line)
{
    switch (line.Split(' '))
    {
        case ["open", "predict", _, _, var batch, var layers]:
            work?.Dispose();
            work = null;
            try
            {
                work = new PeerCase(int.Parse(batch, CultureInfo.InvariantCulture), layers);
                Console.WriteLine("ok");
            }
            catch (ArgumentException exception)
            {
                Console.WriteLine($"skipped {exception.Message}");
            }

            break;
        case ["run", var steps] when work is not null:
            long wall = Stopwatch.GetTimestamp(), cpu = ThreadClock.Nanoseconds;
            work.Run(int.Parse(steps, CultureInfo.InvariantCulture));
            Console.WriteLine($"{(long)Stopwatch.GetElapsedTime(wall).TotalNanoseconds} {ThreadClock.Nanoseconds - cpu}");
            break;
        case ["memory"]:
            Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64);
            break;
        default:
            Console.WriteLine("skipped it only predicts");
            break;
    }
}

return 0;
