namespace FastOpt.Cli.Training;

/// <summary>What a person asked of a training; null where the option was left out.</summary>
/// <param name="Data">Where the examples are, or null for those that the program has itself.</param>
/// <param name="Epochs">Passes over the training examples.</param>
/// <param name="Batch">Examples of a step.</param>
/// <param name="LearningRate">The optimizer's learning rate, or null for the model's own.</param>
/// <param name="Seed">The seed of weights, order and split.</param>
/// <param name="Threads">Threads that share a step.</param>
internal sealed record TrainSettings(string? Data, int Epochs, int Batch, double? LearningRate, ulong Seed, int Threads)
{
    /// <summary>Epochs in a row without a better validation behind which the training ends, or null.</summary>
    public int? Patience { get; init; }

    /// <summary>The folder of the checkpoints, or null.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether the training goes on from the newest checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>The safetensors file that receives the weights, or null.</summary>
    public string? Save { get; init; }

    /// <summary>The ONNX file that receives the network, or null.</summary>
    public string? Export { get; init; }

    /// <summary>The HTML file that receives the report, or null.</summary>
    public string? Report { get; init; }

    /// <summary>The folder that receives TensorBoard's events, or null.</summary>
    public string? Log { get; init; }

    /// <summary>Whether the processes that a launcher of MPI started train together.</summary>
    public bool Distributed { get; init; }
}
