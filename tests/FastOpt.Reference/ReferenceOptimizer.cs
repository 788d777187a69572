namespace FastOpt.Reference;

/// <summary>One parameter's update in double precision.</summary>
/// <param name="weight">The parameter.</param>
/// <param name="gradient">Its gradient.</param>
/// <param name="state">What the optimizer keeps for it, zero at first.</param>
/// <param name="step">The number of the step, counted from 1.</param>
public delegate void ReferenceRule(ref double weight, double gradient, Span<double> state, long step);

/// <summary>An optimizer with its state; a test adds its own by constructing one from a rule.</summary>
/// <param name="stateCount">Numbers kept per parameter.</param>
/// <param name="rule">The update of one parameter.</param>
public sealed class ReferenceOptimizer(int stateCount, ReferenceRule rule)
{
    private double[] _state = [];

    /// <summary>Steps taken.</summary>
    public long Step { get; private set; }

    /// <summary>Updates all parameters once.</summary>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients)
    {
        if (Step == 0)
            _state = new double[parameters.Length * stateCount];
        Step++;
        for (int i = 0; i < parameters.Length; i++)
            rule(ref parameters[i], gradients[i], _state.AsSpan(i * stateCount, stateCount), Step);
    }
}

/// <summary>The optimizers of the library by PyTorch's definitions.</summary>
public static class ReferenceOptimizers
{
    /// <summary>
    /// g ← g + λp; b₁ = g, then b ← μb + (1 − τ)g; d = g + μb (Nesterov) or b; p ← p − lr·d. Without momentum d = g.
    /// </summary>
    public static ReferenceOptimizer Sgd(double learningRate, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0) => new(
        stateCount: 1,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            double direction = gradient;
            if (momentum != 0)
            {
                state[0] = step == 1 ? gradient : (momentum * state[0]) + ((1 - dampening) * gradient);
                direction = nesterov ? gradient + (momentum * state[0]) : state[0];
            }

            weight -= learningRate * direction;
        });

    /// <summary>g ← g + λp; s ← αs + (1 − α)g²; d = g / (√s + ε); with momentum b ← μb + d, p ← p − lr·b; without, p ← p − lr·d.</summary>
    public static ReferenceOptimizer RmsProp(double learningRate = 0.01, double alpha = 0.99, double epsilon = 1e-8, double momentum = 0, double weightDecay = 0) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (alpha * state[0]) + ((1 - alpha) * gradient * gradient);
            double direction = gradient / (Math.Sqrt(state[0]) + epsilon);
            state[1] = (momentum * state[1]) + direction;
            weight -= learningRate * state[1];
        });

    /// <summary>
    /// g ← g + λp; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; p ← p − lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε).
    /// </summary>
    public static ReferenceOptimizer Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0) =>
        AdamFamily(learningRate, beta1, beta2, epsilon, coupledDecay: weightDecay, decoupledDecay: 0);

    /// <summary>Adam without λ in the gradient, after p ← (1 − lr·λ)p.</summary>
    public static ReferenceOptimizer AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01) =>
        AdamFamily(learningRate, beta1, beta2, epsilon, coupledDecay: 0, decoupledDecay: weightDecay);

    /// <summary>p ← p − lr·(sign(β₁m + (1 − β₁)g) + λp), then m ← β₂m + (1 − β₂)g.</summary>
    public static ReferenceOptimizer Lion(double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0) => new(
        stateCount: 1,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            double direction = Math.Sign((beta1 * state[0]) + ((1 - beta1) * gradient));
            weight -= learningRate * (direction + (weightDecay * weight));
            state[0] = (beta2 * state[0]) + ((1 - beta2) * gradient);
        });

    private static ReferenceOptimizer AdamFamily(double learningRate, double beta1, double beta2, double epsilon, double coupledDecay, double decoupledDecay) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            weight *= 1 - (learningRate * decoupledDecay);
            gradient += coupledDecay * weight;
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (beta2 * state[1]) + ((1 - beta2) * gradient * gradient);
            double mean = state[0] / (1 - Math.Pow(beta1, step));
            double variance = state[1] / (1 - Math.Pow(beta2, step));
            weight -= learningRate * mean / (Math.Sqrt(variance) + epsilon);
        });
}
