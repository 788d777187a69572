namespace FastOpt.Benchmarks.Steps;

/// <summary>What a case does with its network.</summary>
internal enum StepKind
{
    Train,
    Predict,
}

/// <summary>What a case is meant to reach; what is null is not asked for.</summary>
/// <param name="PyTorch">Times PyTorch's speed.</param>
/// <param name="Dlib">Times dlib's.</param>
/// <param name="BestPeer">Times that of the fastest peer.</param>
/// <param name="PeakShare">Of the FMA peak, from 0 to 1.</param>
/// <param name="NeighborShare">Of the rate of the round shape beside it, from 0 to 1.</param>
/// <param name="TwoThreads">Times the speed of one thread on two.</param>
internal sealed record StepMark(
    double? PyTorch = null, double? Dlib = null, double? BestPeer = null, double? PeakShare = null, double? NeighborShare = null, double? TwoThreads = null);

/// <summary>One line of the table: a network, a batch, and what is done with it.</summary>
/// <param name="Widths">784, 128, 10.</param>
/// <param name="Batch">Examples of a step.</param>
/// <param name="Kind">Training or inference.</param>
/// <param name="Optimizer">"adam", "sgd", or "none" for inference.</param>
/// <param name="Loss">"softmax" or "mse".</param>
/// <param name="Create">Makes FastOpt's network with data.</param>
internal sealed record StepCase(int[] Widths, int Batch, StepKind Kind, string Optimizer, string Loss, Func<StepCase, IStepWork> Create)
{
    public StepMark Mark { get; init; } = new();

    /// <summary>Threads that share a step. Where there is more than one, time is the clock's, for no thread's own time tells when the others are done.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether time is the clock's even for one thread.</summary>
    public bool IsWallTime { get; init; }

    /// <summary>The round shape beside an odd one.</summary>
    public StepCase? Neighbor { get; init; }

    /// <summary>Whether the case only stands beside another one, so that peers need not run it.</summary>
    public bool IsNeighbor { get; init; }

    /// <summary>What the peers are to build where it is more than dense layers and ReLU: inputs and layers, see <see cref="LayeredNetworks"/>.</summary>
    public string? Layers { get; init; }

    /// <summary>How the table calls a network that is more than a stack of dense layers and ReLU.</summary>
    public string? Title { get; init; }

    /// <summary>Floating-point operations of the products of one example, for networks of more than dense layers; otherwise the widths tell.</summary>
    public long FlopsPerExample { get; init; }

    public string Shape => string.Join('-', Widths);

    /// <summary>"784-128-10 b64 Adam".</summary>
    public string Name => $"{Title ?? Shape} b{Batch} {(Kind == StepKind.Predict ? "predict" : Optimizer == "adam" ? "Adam" : "SGD")}";

    /// <summary>Bytes of the weights that a prediction of one example reads, each once; null for what is bound by something else.</summary>
    public long? BytesRead => Kind == StepKind.Predict && Batch == 1 && FlopsPerExample == 0 ? (long)Flops / 2 * sizeof(float) : null;

    /// <summary>Floating-point operations of the matrix products: forward, weight gradient and input gradient, the last one not for the first layer.</summary>
    public double Flops
    {
        get
        {
            if (FlopsPerExample > 0)
                return (double)FlopsPerExample * Batch;
            double sum = 0;
            for (int layer = 0; layer + 1 < Widths.Length; layer++)
            {
                int products = Kind == StepKind.Predict ? 1 : layer == 0 ? 2 : 3;
                sum += 2.0 * products * Batch * Widths[layer] * Widths[layer + 1];
            }

            return sum;
        }
    }
}
