using System.Numerics;
using System.Runtime.InteropServices;
using FastOpt.Benchmarks.Measuring;

namespace FastOpt.Benchmarks.Soak;

/// <summary>A model that trains on a fixed sequence of batches, and notes a hash of its weights now and then. Nothing that it does allocates.</summary>
internal abstract class SoakModel(string name)
{
    /// <summary>Steps between two hashes.</summary>
    public const int Interval = 2_000;

    /// <summary>The network's name.</summary>
    public string Name { get; } = name;

    /// <summary>Steps taken.</summary>
    public abstract long Steps { get; }

    /// <summary>Predictions whose bits were compared with another path's.</summary>
    public long Compared { get; protected set; }

    /// <summary>Predictions that differed, or were not finite.</summary>
    public long Different { get; protected set; }

    /// <summary>The hash after each <see cref="Interval"/>, as many as were reached.</summary>
    public ReadOnlySpan<ulong> Hashes => HashList.AsSpan(0, HashCount);

    protected ulong[] HashList { get; } = new ulong[500_000];

    protected int HashCount { get; set; }

    /// <summary>Trains some steps.</summary>
    public abstract void Train(int steps);

    /// <summary>Publishes the weights, and compares the model's predictions with those of its predictor.</summary>
    public abstract void PublishAndCompare();

    /// <summary>Predicts from another thread than the one that trains.</summary>
    public abstract void PredictFromOutside(Span<float> outputs);

    /// <summary>An equal model that has not trained.</summary>
    public abstract SoakModel Fresh();

    /// <summary>A model of a network.</summary>
    public static SoakModel Of<TNetwork, TTarget>(int batch, int threads = 1)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged => new Trained<TNetwork, TTarget>(batch, threads);

    private sealed class Trained<TNetwork, TTarget> : SoakModel
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        private const int Batches = 4;
        private readonly int _batch;
        private readonly TNetwork _network;
        private readonly Predictor _predictor;
        private readonly float[][] _inputs;
        private readonly TTarget[][] _targets;
        private readonly float[] _parameters = new float[TNetwork.ParameterCount];
        private readonly float[] _outputs, _predicted;

        public Trained(int batch, int threads)
            : base(typeof(TNetwork).Name)
        {
            _batch = batch;
            _network = TNetwork.Create(batch, seed: 42, threads);
            _predictor = _network.CreatePredictor(batch);
            _outputs = new float[batch * TNetwork.OutputSize];
            _predicted = new float[_outputs.Length];
            var random = new Random(7);
            _inputs = [.. Enumerable.Range(0, Batches).Select(_ => RandomData.Normals(random, batch * TNetwork.InputSize))];
            _targets = [.. Enumerable.Range(0, Batches).Select(_ => Targets(random, batch))];
        }

        public override long Steps => _network.Step;

        public override SoakModel Fresh() => new Trained<TNetwork, TTarget>(_batch, threads: 1);

        public override void Train(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                int batch = (int)(_network.Step % Batches);
                _network.TrainStep(_inputs[batch], _targets[batch]);
                if (_network.Step % Interval == 0 && HashCount < HashList.Length)
                    HashList[HashCount++] = Hash();
            }
        }

        public override void PublishAndCompare()
        {
            _network.Publish();
            _network.Predict(_inputs[0], _outputs);
            _predictor.Predict(_inputs[0], _predicted);
            Compared++;
            if (!MemoryMarshal.AsBytes<float>(_outputs).SequenceEqual(MemoryMarshal.AsBytes<float>(_predicted)))
                Different++;
        }

        public override void PredictFromOutside(Span<float> outputs) => _predictor.Predict(_inputs[1], outputs[..(_batch * TNetwork.OutputSize)]);

        private static TTarget[] Targets(Random random, int batch) => typeof(TTarget) == typeof(int)
            ? MemoryMarshal.Cast<int, TTarget>(Enumerable.Range(0, batch).Select(_ => random.Next(TNetwork.OutputSize)).ToArray()).ToArray()
            : MemoryMarshal.Cast<float, TTarget>(RandomData.Normals(random, batch * TNetwork.OutputSize)).ToArray();

        /// <summary>FNV-1a over the words of the parameters.</summary>
        private ulong Hash()
        {
            _network.CopyParametersTo(_parameters);
            ulong hash = 14695981039346656037;
            foreach (uint word in MemoryMarshal.Cast<float, uint>(_parameters))
                hash = BitOperations.RotateLeft((hash ^ word) * 1099511628211, 5);
            return hash;
        }
    }
}
