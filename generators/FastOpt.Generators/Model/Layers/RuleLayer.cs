namespace FastOpt.Generators.Model.Layers;

/// <summary>A rule for every element: an activation, a normalization, noise.</summary>
internal sealed record RuleLayer : LayerSpec
{
    public required RuleReference Rule { get; init; }

    /// <summary>Groups of channels of an example over which a normalization takes its statistics.</summary>
    public required int Groups { get; init; }

    public override string Outline => Rule.WithArguments;

    /// <summary>Whether its statistics are those of the batch while training, and running ones in predictions.</summary>
    public bool IsOfBatch => Rule.Kind == RuleKind.Normalization && Rule.Over == Axis.Batch;

    /// <summary>The statistics that the rule asks for.</summary>
    public IEnumerable<RuleOperand> Statistics => Rule.Operands.Where(static operand => operand.Kind == OperandKind.Statistic);

    public override IEnumerable<ParameterSpec> Parameters => Rule.Operands.Where(static operand => operand.Kind == OperandKind.Trained).Select(Trained);

    public override IEnumerable<ParameterSpec> Buffers => IsOfBatch ? Statistics.Select(operand => Running(operand.Statistic!.Value)) : [];

    /// <summary>A parameter that the rule trains: one value for each channel.</summary>
    public ParameterSpec Trained(RuleOperand operand) => new($"{Name}.{operand.TensorName}", TensorShape.Vector(Input.Channels), ParameterRole.Trained) { Initial = operand.Initial };

    /// <summary>A running statistic, under PyTorch's name where it has one.</summary>
    public ParameterSpec Running(Statistic statistic) => new($"{Name}.running_{Suffix(statistic)}", TensorShape.Vector(Input.Channels), ParameterRole.Buffer)
    {
        Initial = statistic is Statistic.Variance or Statistic.MeanSquare or Statistic.Norm ? 1 : 0,
    };

    private static string Suffix(Statistic statistic) => statistic switch
    {
        Statistic.Mean => "mean",
        Statistic.Variance => "var",
        Statistic.MeanSquare => "mean_square",
        Statistic.Maximum => "max",
        Statistic.Minimum => "min",
        _ => "norm",
    };
}
