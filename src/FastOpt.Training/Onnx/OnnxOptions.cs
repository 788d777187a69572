namespace FastOpt.Training;

/// <summary>What <see cref="Onnx"/> writes besides a network's own operations.</summary>
public sealed record OnnxOptions
{
    /// <summary>
    /// The normalizer that inputs went through in training. It becomes the graph's first operations (Sub and Mul of each column; of a logarithm, missing values
    /// and whitening what they need), so that whoever runs the file brings inputs as they are. Default: none.
    /// </summary>
    public Normalizer? Normalizer { get; init; }

    /// <summary>
    /// The normalizer of a regression's targets. The graph's last operations then bring predictions back to the targets' units, as
    /// <see cref="TargetNormalizer.Invert"/> does. Default: none.
    /// </summary>
    public TargetNormalizer? TargetNormalizer { get; init; }

    /// <summary>
    /// The input's shape for one example, behind the batch: [784], or [1, 28, 28] for [batch, channels, height, width]. Elements stand in row-major order in
    /// either. Default: the shape that the network declares.
    /// </summary>
    public IReadOnlyList<int>? InputShape { get; init; }

    /// <summary>Whether a softmax over the outputs follows, so that they are probabilities of classes. Default: no; the output is Predict's.</summary>
    public bool Softmax { get; init; }

    /// <summary>
    /// The names of the inputs, such as a table's columns. They stand in the file's metadata under "input_names", a line each. Default: those of the
    /// <see cref="Normalizer"/>, or none.
    /// </summary>
    public IReadOnlyList<string> InputNames { get; init; } = [];

    /// <summary>
    /// Whether batch normalizations become a part of the weights in front of them, where nothing else reads these: W′ = W·γ/√(σ² + ε),
    /// b′ = (b − μ)·γ/√(σ² + ε) + β. The file is then smaller and faster, cannot be imported into the network again, and differs in last places. Default: no.
    /// </summary>
    public bool Fold { get; init; }
}
