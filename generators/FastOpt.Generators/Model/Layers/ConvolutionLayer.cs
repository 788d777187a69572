namespace FastOpt.Generators.Model.Layers;

/// <summary>y = b + Σ x · W over a window that slides.</summary>
internal sealed record ConvolutionLayer : WeightedLayer
{
    /// <summary>Over how many directions the window slides: 1 or 2.</summary>
    public required int Directions { get; init; }

    public required WindowSpec Window { get; init; }

    public override int FanOut => Window.Filters * Window.Area;

    public override string Kind =>
        $"Conv{Directions}D {Literals.Number(Window.Filters)} of {WindowText.Size(Window, Directions)}{WindowText.Options(Window, isConvolution: true)}";

    protected override TensorShape WeightShape => Directions == 1
        ? new([Window.Filters, Window.Channels / Window.Groups, Window.KernelWidth])
        : new([Window.Filters, Window.Channels / Window.Groups, Window.KernelHeight, Window.KernelWidth]);
}
