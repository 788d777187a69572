namespace FastOpt.Training.Tests.Reports;

/// <summary>A run whose figures a test gives: callbacks see it as they see one of Fit.</summary>
internal sealed class FakeRun : FitContext
{
    public override IReadOnlyList<string> Notes => [];

    private readonly History _history = new();
    private readonly ParameterInfo[] _parameters;
    private long _step;
    private int _epoch = 1;

    public FakeRun(params ParameterInfo[] parameters)
    {
        _parameters = parameters;
        Weights = new float[parameters.Sum(p => p.Count)];
        Gradients = new float[Weights.Length];
    }

    public float[] Weights { get; }

    public float[] Gradients { get; }

    public string? Stopped { get; private set; }

    public override NetworkSummary Summary { get; } = new(
        "Net",
        [
            new LayerSummary("dense1", "Dense 8", 4, 8, 40, 240, "input"), new LayerSummary("relu1", "Relu", 8, 8, 0, 0, "output"),
            new LayerSummary("dense2", "Dense 3", 8, 3, 27, 144, "input"),
        ],
        "SoftmaxCrossEntropy",
        "Adam(LearningRate = 0.001)",
        [new MemoryRegion("parameters", 268, 0)]);

    public override ReadOnlySpan<ParameterInfo> Parameters => _parameters;

    public override int ParameterCount => Weights.Length;

    public override int BufferCount => 0;

    public override FitOptions Options { get; } = new() { Epochs = 20, BatchSize = 16, Seed = 7 };

    public override History History => _history;

    public override int Epoch => _epoch;

    public override long Step => _step;

    public override int StepsPerEpoch => 10;

    public override int TrainCount => 160;

    public override int ValidationCount => 40;

    public override bool HasLearningRate => true;

    public override double LearningRateFactor { get; set; } = 1;

    public override void Stop(string reason) => Stopped = reason;

    public override void CopyParametersTo(Span<float> parameters) => Weights.CopyTo(parameters);

    public override void CopyBuffersTo(Span<float> buffers)
    {
    }

    public override void LoadParameters(ReadOnlySpan<float> parameters) => parameters.CopyTo(Weights);

    public override void LoadBuffers(ReadOnlySpan<float> buffers)
    {
    }

    public override void ComputeGradients(Span<float> gradients) => Gradients.CopyTo(gradients);

    /// <summary>One step: callbacks before it, its update, callbacks behind it.</summary>
    public void TakeStep(Callback callback, Action<float[]> update)
    {
        callback.BeforeStep(this);
        update(Weights);
        _step++;
        callback.StepDone(this, new StepReport(_epoch, _step, 16, 1, 1, 0.001, TimeSpan.Zero));
    }

    /// <summary>Ends an epoch of ten steps.</summary>
    public EpochReport FinishEpoch(double train, double validation, double rate, params MetricValue[] metrics)
    {
        var report = new EpochReport(_epoch, 10L * _epoch, train, validation, rate, metrics, 160, TimeSpan.FromSeconds(_epoch));
        _history.Add(report);
        _epoch++;
        return report;
    }
}
