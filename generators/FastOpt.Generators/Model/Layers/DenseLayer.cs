namespace FastOpt.Generators.Model.Layers;

/// <summary>y = x · W + b.</summary>
internal sealed record DenseLayer : WeightedLayer
{
    /// <summary>Floats per example that enter, however they are arranged.</summary>
    public int Inputs => Input.Size;

    /// <summary>Units.</summary>
    public int Outputs => Output.Size;

    public override int FanOut => Outputs;

    public override string Kind => $"Dense {Literals.Number(Outputs)}";

    protected override TensorShape WeightShape => new([Outputs, Inputs]);
}
