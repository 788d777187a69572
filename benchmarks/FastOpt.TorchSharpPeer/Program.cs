using System.Diagnostics;
using System.Globalization;
using FastOpt.Benchmarks;
using FastOpt.Benchmarks.Machine;
using static TorchSharp.torch;

// The peers' protocol, which benchmarks/peers/steps_pytorch.py describes, over standard input and output;
// besides, `product M N K` opens a product of matrices.
try
{
    set_num_threads(1);
    set_num_interop_threads(1);
}
catch (Exception exception) when (exception is DllNotFoundException or NotSupportedException or TypeInitializationException)
{
    Console.WriteLine($"skipped TorchSharp's native library does not load: {exception.GetBaseException().Message.ReplaceLineEndings(" ")}");
    return 77;
}

Console.WriteLine($"ready TorchSharp {typeof(TorchSharp.torch).Assembly.GetName().Version}, libtorch {__version__}, 1 thread");
IPeerWork? work = null;
while (Console.ReadLine() is { } line)
{
    switch (line.Split(' '))
    {
        case ["open", var kind, var optimizer, var loss, var batch, var layers]:
            work?.Dispose();
            work = null;
            try
            {
                work = new PeerCase(kind == "train", optimizer, loss, Integer(batch), layers);
                Console.WriteLine("ok");
            }
            catch (ArgumentException exception)
            {
                Console.WriteLine($"skipped {exception.Message}");
            }

            break;
        case ["product", var m, var n, var k]:
            work?.Dispose();
            work = new PeerProduct(Integer(m), Integer(n), Integer(k));
            Console.WriteLine("ok");
            break;
        case ["run", var steps] when work is not null:
            long wall = Stopwatch.GetTimestamp(), cpu = ThreadClock.Nanoseconds;
            work.Run(Integer(steps));
            Console.WriteLine($"{(long)Stopwatch.GetElapsedTime(wall).TotalNanoseconds} {ThreadClock.Nanoseconds - cpu}");
            break;
        case ["memory"]:
            Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64);
            break;
        default:
            Console.WriteLine("skipped what is not understood");
            break;
    }
}

return 0;

static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);
