namespace FastOpt.Reference;

/// <summary>What a gradient rule may ask for besides weight and gradient.</summary>
/// <param name="LearningRate">The learning rate of the weight's group.</param>
/// <param name="WeightDecayScale">What weight decay is multiplied by in the weight's group.</param>
/// <param name="Norm">The L2 norm of the gradient of all parameters that train, as the rule before left it.</param>
/// <param name="Step">The number of the step, counted from 1.</param>
public readonly record struct ReferenceRuleValues(double LearningRate, double WeightDecayScale, double Norm, long Step);

/// <summary>A gradient rule of one parameter in double precision.</summary>
public delegate void ReferenceGradientRule(ref double weight, ref double gradient, in ReferenceRuleValues values);

/// <summary>The gradient rules of the library.</summary>
public static class ReferenceGradientRules
{
    /// <summary>g ← clamp(g, ±limit).</summary>
    public static ReferenceGradientRule ClipValue(double limit) => (ref double weight, ref double gradient, in ReferenceRuleValues values) => gradient = Math.Clamp(gradient, -limit, limit);

    /// <summary>g ← g · min(1, largest / (‖g‖ + 1e-6)).</summary>
    public static ReferenceGradientRule ClipNorm(double largest) => (ref double weight, ref double gradient, in ReferenceRuleValues values) => gradient *= Math.Min(1, largest / (values.Norm + 1e-6));

    /// <summary>g ← g + λ · sign(p).</summary>
    public static ReferenceGradientRule L1(double decay) => (ref double weight, ref double gradient, in ReferenceRuleValues values) => gradient += decay * values.WeightDecayScale * Math.Sign(weight);

    /// <summary>g ← g + λp.</summary>
    public static ReferenceGradientRule L2(double decay) => (ref double weight, ref double gradient, in ReferenceRuleValues values) => gradient += decay * values.WeightDecayScale * weight;

    /// <summary>p ← (1 − lr·λ)p.</summary>
    public static ReferenceGradientRule DecoupledDecay(double decay) => (ref double weight, ref double gradient, in ReferenceRuleValues values) => weight *= 1 - (values.LearningRate * decay * values.WeightDecayScale);
}

/// <summary>
/// The way from gradients to parameters in double precision: gradient rules in order over all parameters that train, then the optimizer, each tensor with the learning rate and the weight
/// decay of its group.
/// </summary>
/// <param name="tensors">All parameters, in canonical order.</param>
/// <param name="learningRate">The learning rate of a layer that does not scale it.</param>
/// <param name="optimizer">Makes the optimizer of a tensor, given the factors of its learning rate and of its weight decay.</param>
public sealed class ReferenceUpdate(IReadOnlyList<ReferenceTensor> tensors, double learningRate, Func<double, double, ReferenceOptimizer> optimizer)
{
    private readonly Dictionary<string, ReferenceOptimizer> _optimizers = [];

    /// <summary>The update of a stack of dense layers.</summary>
    /// <param name="network">The network whose parameters are updated.</param>
    /// <param name="learningRate">The learning rate of a layer that does not scale it.</param>
    /// <param name="optimizer">Makes the optimizer of a tensor, given the factors of its learning rate and of its weight decay.</param>
    public ReferenceUpdate(ReferenceNetwork network, double learningRate, Func<double, double, ReferenceOptimizer> optimizer)
        : this([.. network.Tensors()], learningRate, optimizer)
    {
    }

    /// <summary>The gradient rules, in order.</summary>
    public IReadOnlyList<ReferenceGradientRule> Rules { get; init; } = [];

    /// <summary>Whether weight decay acts on biases and on trained parameters of rules: all tensors of one extent.</summary>
    public bool DecaysBiases { get; init; } = true;

    /// <summary>The factor of each layer's learning rate; 1 where there is none.</summary>
    public IReadOnlyList<double> LearningRateScales { get; init; } = [];

    /// <summary>The factor of each layer's weight decay; 1 where there is none.</summary>
    public IReadOnlyList<double> WeightDecayScales { get; init; } = [];

    /// <summary>Whether each layer keeps its parameters; false where there is none.</summary>
    public IReadOnlyList<bool> Frozen { get; init; } = [];

    /// <summary>Steps taken.</summary>
    public long Step { get; private set; }

    /// <summary>Whether a tensor keeps its values.</summary>
    public bool IsFrozen(ReferenceTensor tensor) => Frozen.ElementAtOrDefault(tensor.Layer);

    /// <summary>Updates all parameters once.</summary>
    /// <returns>The norm that each rule saw.</returns>
    public double[] Apply(Span<double> parameters, ReadOnlySpan<double> gradients)
    {
        Step++;
        ReferenceTensor[] trained = [.. tensors.Where(tensor => !IsFrozen(tensor))];
        double[] current = gradients.ToArray();
        var norms = new double[Rules.Count];
        for (int rule = 0; rule < Rules.Count; rule++)
        {
            norms[rule] = Math.Sqrt(trained.Sum(tensor => current.AsSpan(tensor.Offset, tensor.Count).ToArray().Sum(g => g * g)));
            foreach (ReferenceTensor tensor in trained)
            {
                var values = new ReferenceRuleValues(learningRate * LearningRateScale(tensor), WeightDecayScale(tensor), norms[rule], Step);
                for (int i = tensor.Offset; i < tensor.Offset + tensor.Count; i++)
                    Rules[rule](ref parameters[i], ref current[i], in values);
            }
        }

        foreach (ReferenceTensor tensor in trained)
        {
            if (!_optimizers.TryGetValue(tensor.Name, out ReferenceOptimizer? one))
                _optimizers.Add(tensor.Name, one = optimizer(LearningRateScale(tensor), WeightDecayScale(tensor)));
            one.Update(parameters.Slice(tensor.Offset, tensor.Count), current.AsSpan(tensor.Offset, tensor.Count));
        }

        return norms;
    }

    private double LearningRateScale(ReferenceTensor tensor) => LearningRateScales.Count == 0 ? 1 : LearningRateScales[tensor.Layer];

    private double WeightDecayScale(ReferenceTensor tensor) =>
        !DecaysBiases && tensor.Shape.Length == 1 ? 0 : WeightDecayScales.Count == 0 ? 1 : WeightDecayScales[tensor.Layer];
}
