using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Networks;

namespace FastOpt.Benchmarks.Denormals;

/// <summary>
/// `denormals`: half of the inputs die after some steps. Their weights' state then decays at each step, for ever; where it passes through denormal numbers, every
/// operation on it is many times slower. Beside it the same network trains with inputs that live.
/// </summary>
internal static class DenormalsCommand
{
    private const int Batch = 32;
    private const int FirstSteps = 200;
    private const int Steps = 20_000;
    private const int Chunk = 250;
    private const double Allowed = 1.05;

    public static void Run()
    {
        // The second form forgets squares fast enough for them to reach denormal numbers within the run, too.
        foreach (double beta2 in (double[])[0.999, 0.99])
        {
            Subject live = new(beta2, dead: false), dead = new(beta2, dead: true);
            Series liveTimes = new(), deadTimes = new(), ratios = new();
            for (int step = 0; step < Steps; step += Chunk)
            {
                double liveTime = live.Run(Chunk), deadTime = dead.Run(Chunk);
                liveTimes.Add(liveTime / Chunk / 1e3);
                deadTimes.Add(deadTime / Chunk / 1e3);
                ratios.Add(deadTime / liveTime);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"64-64-64-10 b{Batch} Adam, β₂ = {beta2}, {Steps:N0} steps, half of the inputs dead: {deadTimes.Median:0.00} µs, alive: {liveTimes.Median:0.00} µs; dead / alive: {ratios.Median:0.000} (slowest {Chunk} steps: {ratios.Largest:0.00}); at most {Allowed}: {(ratios.Median <= Allowed ? "met" : "NOT MET")}"));
        }
    }

    private sealed class Subject
    {
        private readonly Net64x64x64x10 _network = new(Batch, seed: 1);
        private readonly float[] _inputs;
        private readonly int[] _labels;

        public Subject(double beta2, bool dead)
        {
            var random = new Random(1);
            _network.Optimizer = _network.Optimizer with { Beta2 = beta2 };
            _inputs = RandomData.Normals(random, Batch * Net64x64x64x10.InputSize);
            _labels = [.. Enumerable.Range(0, Batch).Select(_ => random.Next(Net64x64x64x10.OutputSize))];
            Run(FirstSteps);
            if (!dead)
                return;
            for (int i = 0; i < _inputs.Length; i++)
            {
                if (i % 2 == 0)
                    _inputs[i] = 0;
            }
        }

        public double Run(int steps)
        {
            long start = ThreadClock.Nanoseconds;
            for (int i = 0; i < steps; i++)
                _ = _network.TrainStep(_inputs, _labels);
            return ThreadClock.Nanoseconds - start;
        }
    }
}
