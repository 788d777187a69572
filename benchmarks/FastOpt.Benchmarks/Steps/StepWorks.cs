using System.Diagnostics;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;

namespace FastOpt.Benchmarks.Steps;

/// <summary>Makes FastOpt's networks with data in memory: four random batches in turn, as the peers do.</summary>
internal static class StepWorks
{
    private const int Batches = 4;

    public static IStepWork Classifier<TNetwork>(StepCase step)
        where TNetwork : class, INetwork<TNetwork, int>
    {
        var random = new Random(1);
        return new NetworkWork<TNetwork, int>(step, random, () => Fill(new int[step.Batch], () => random.Next(TNetwork.OutputSize)));
    }

    public static IStepWork Regression<TNetwork>(StepCase step)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        var random = new Random(1);
        return new NetworkWork<TNetwork, float>(step, random, () => Fill(new float[step.Batch * TNetwork.OutputSize], () => RandomData.Normal(random)));
    }

    private static T[] Fill<T>(T[] values, Func<T> next)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = next();
        return values;
    }

    private sealed class NetworkWork<TNetwork, TTarget> : IStepWork
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        private readonly TNetwork _network;
        private readonly Predictor? _predictor;
        private readonly bool _isWallTime;
        private readonly float[][] _inputs = new float[Batches][];
        private readonly TTarget[][] _targets = new TTarget[Batches][];
        private readonly float[] _outputs;

        public NetworkWork(StepCase step, Random random, Func<TTarget[]> targets)
        {
            _network = TNetwork.Create(step.Batch, seed: 1, step.Threads);
            _isWallTime = step.IsWallTime || step.Threads > 1;
            _predictor = step.Kind == StepKind.Predict ? _network.CreatePredictor(step.Batch) : null;
            _outputs = new float[step.Batch * TNetwork.OutputSize];
            for (int i = 0; i < Batches; i++)
            {
                _inputs[i] = RandomData.Normals(random, step.Batch * TNetwork.InputSize);
                _targets[i] = targets();
            }
        }

        public double Run(int times)
        {
            long start = Now;
            Steps(times);
            return Now - start;
        }

        /// <summary>Of all threads: the process's total, which other threads of the runtime may add to, so the smallest of several attempts counts.</summary>
        public double AllocatedPerStep(int steps)
        {
            const int Attempts = 3;
            long smallest = long.MaxValue;
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                long start = GC.GetTotalAllocatedBytes(precise: true);
                Steps(steps);
                smallest = Math.Min(smallest, GC.GetTotalAllocatedBytes(precise: true) - start);
            }

            return (double)smallest / steps;
        }

        public float[] OutputsAfter(int steps, out float[] parameters)
        {
            if (_predictor is null)
                Steps(steps);
            parameters = new float[TNetwork.ParameterCount];
            _network.CopyParametersTo(parameters);
            _network.Predict(_inputs[0], _outputs);
            return _outputs;
        }

        private long Now => _isWallTime ? (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency)) : ThreadClock.Nanoseconds;

        private void Steps(int times)
        {
            for (int i = 0; i < times; i++)
            {
                if (_predictor is not null)
                    _predictor.Predict(_inputs[i % Batches], _outputs);
                else
                    _ = _network.TrainStep(_inputs[i % Batches], _targets[i % Batches]);
            }
        }
    }
}
