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
public static partial class ReferenceOptimizers
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

    /// <summary>g ← g + λp; s ← s + g², from s₀; p ← p − lr / (1 + (t − 1)d) · g / (√s + ε).</summary>
    public static ReferenceOptimizer Adagrad(double learningRate = 0.01, double learningRateDecay = 0, double epsilon = 1e-10, double weightDecay = 0, double initial = 0) => new(
        stateCount: 1,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (step == 1 ? initial : state[0]) + (gradient * gradient);
            weight -= learningRate / (1 + ((step - 1) * learningRateDecay)) * gradient / (Math.Sqrt(state[0]) + epsilon);
        });

    /// <summary>g ← g + λp; s ← ρs + (1 − ρ)g²; d = √(u + ε) / √(s + ε) · g; u ← ρu + (1 − ρ)d²; p ← p − lr·d.</summary>
    public static ReferenceOptimizer Adadelta(double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (rho * state[0]) + ((1 - rho) * gradient * gradient);
            double direction = Math.Sqrt((state[1] + epsilon) / (state[0] + epsilon)) * gradient;
            state[1] = (rho * state[1]) + ((1 - rho) * direction * direction);
            weight -= learningRate * direction;
        });

    /// <summary>g ← g + λp; m ← β₁m + (1 − β₁)g; u ← max(β₂u, |g| + ε); p ← p − lr / (1 − β₁ᵗ) · m / u.</summary>
    public static ReferenceOptimizer Adamax(double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = Math.Max(beta2 * state[1], Math.Abs(gradient) + epsilon);
            weight -= learningRate / (1 - Math.Pow(beta1, step)) * state[0] / state[1];
        });

    /// <summary>Adam with u ← max(u, v) in place of v.</summary>
    public static ReferenceOptimizer AmsGrad(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0) => new(
        stateCount: 3,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (beta2 * state[1]) + ((1 - beta2) * gradient * gradient);
            state[2] = Math.Max(state[2], state[1]);
            double mean = state[0] / (1 - Math.Pow(beta1, step));
            weight -= learningRate * mean / (Math.Sqrt(state[2] / (1 - Math.Pow(beta2, step))) + epsilon);
        });

    /// <summary>Adam whose step is lr·m̂ while ρ = ρ∞ − 2tβ₂ᵗ / (1 − β₂ᵗ) is at most the threshold, then lr·m̂·r·√(1 − β₂ᵗ) / (√v + ε).</summary>
    public static ReferenceOptimizer RAdam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, double threshold = 5) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (beta2 * state[1]) + ((1 - beta2) * gradient * gradient);
            double mean = state[0] / (1 - Math.Pow(beta1, step));
            double correction = 1 - Math.Pow(beta2, step);
            double limit = (2 / (1 - beta2)) - 1;
            double length = limit - (2 * step * Math.Pow(beta2, step) / correction);
            double factor = 1;
            if (length > threshold)
            {
                double rectification = Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
                factor = rectification * Math.Sqrt(correction) / (Math.Sqrt(state[1]) + epsilon);
            }

            weight -= learningRate * mean * factor;
        });

    /// <summary>Adam with the schedule μₜ = β₁(1 − ½·0.96^(tψ)) and its running product Π: p ← p − lr·((1 − μₜ)g / (1 − Πₜ) + μₜ₊₁m / (1 − Πₜ₊₁)) / (√v̂ + ε).</summary>
    public static ReferenceOptimizer NAdam(double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, double momentumDecay = 4e-3) => new(
        stateCount: 3,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            double Share(long t) => beta1 * (1 - (0.5 * Math.Pow(0.96, t * momentumDecay)));
            gradient += weightDecay * weight;
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (beta2 * state[1]) + ((1 - beta2) * gradient * gradient);
            state[2] = (step == 1 ? 1 : state[2]) * Share(step);
            double direction = ((1 - Share(step)) * gradient / (1 - state[2])) + (Share(step + 1) * state[0] / (1 - (state[2] * Share(step + 1))));
            weight -= learningRate * direction / (Math.Sqrt(state[1] / (1 - Math.Pow(beta2, step))) + epsilon);
        });

    /// <summary>Each weight's own step s, first lr, times η₊ where g keeps its sign and η₋ where it changes, which also makes g 0; p ← p − s·sign(g).</summary>
    public static ReferenceOptimizer Rprop(double learningRate = 0.01, double etaMinus = 0.5, double etaPlus = 1.2, double smallest = 1e-6, double largest = 50) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            int agreement = Math.Sign(gradient) * Math.Sign(state[0]);
            double length = step == 1 ? learningRate : state[1];
            state[1] = Math.Clamp(length * (agreement > 0 ? etaPlus : agreement < 0 ? etaMinus : 1), smallest, largest);
            state[0] = agreement < 0 ? 0 : gradient;
            weight -= state[1] * Math.Sign(state[0]);
        });

    /// <summary>g ← g + λp; m as Adam's; s ← β₂s + (1 − β₂)(g − m)² + ε; p ← p − lr·m̂ / (√ŝ + ε).</summary>
    public static ReferenceOptimizer AdaBelief(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-16, double weightDecay = 0) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (beta2 * state[1]) + ((1 - beta2) * (gradient - state[0]) * (gradient - state[0])) + epsilon;
            double mean = state[0] / (1 - Math.Pow(beta1, step));
            weight -= learningRate * mean / (Math.Sqrt(state[1] / (1 - Math.Pow(beta2, step))) + epsilon);
        });

    /// <summary>Adam with v ← v − (1 − β₂)·sign(v − g²)·g², from v₀.</summary>
    public static ReferenceOptimizer Yogi(double learningRate = 0.01, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-3, double weightDecay = 0, double initial = 1e-6) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            double variance = step == 1 ? initial : state[1];
            state[1] = variance - ((1 - beta2) * Math.Sign(variance - (gradient * gradient)) * gradient * gradient);
            double mean = state[0] / (1 - Math.Pow(beta1, step));
            weight -= learningRate * mean / (Math.Sqrt(state[1] / (1 - Math.Pow(beta2, step))) + epsilon);
        });

    /// <summary>d = g − g before, first 0; means m of g, v of d, n of (g + β₂d)²; p ← (p − lr·(m̂ + β₂v̂) / (√n̂ + ε)) / (1 + lr·λ).</summary>
    public static ReferenceOptimizer Adan(double learningRate = 1e-3, double beta1 = 0.98, double beta2 = 0.92, double beta3 = 0.99, double epsilon = 1e-8, double weightDecay = 0) => new(
        stateCount: 4,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            double difference = step == 1 ? 0 : gradient - state[3];
            double ahead = gradient + (beta2 * difference);
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (beta2 * state[1]) + ((1 - beta2) * difference);
            state[2] = (beta3 * state[2]) + ((1 - beta3) * ahead * ahead);
            state[3] = gradient;
            double direction = (state[0] / (1 - Math.Pow(beta1, step))) + (beta2 * state[1] / (1 - Math.Pow(beta2, step)));
            double move = learningRate * direction / (Math.Sqrt(state[2] / (1 - Math.Pow(beta3, step))) + epsilon);
            weight = (weight - move) / (1 + (learningRate * weightDecay));
        });

    /// <summary>m ← μm + (1 − μ)g; p ← p − lr·(sign(m) + λp).</summary>
    public static ReferenceOptimizer SignSgd(double learningRate = 1e-4, double momentum = 0, double weightDecay = 0) => new(
        stateCount: 1,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            state[0] = (momentum * state[0]) + ((1 - momentum) * gradient);
            weight -= learningRate * (Math.Sign(state[0]) + (weightDecay * weight));
        });

    /// <summary>g ← g + λp; η = lr / (1 + d·lr·(t − 1))^power; p ← (1 − dη)p − ηg; the average a moves to p by 1 / max(1, t − 1 − start).</summary>
    public static ReferenceOptimizer Asgd(double learningRate = 0.01, double decay = 1e-4, double power = 0.75, double start = 1e6, double weightDecay = 0) => new(
        stateCount: 1,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            double length = learningRate / Math.Pow(1 + (decay * learningRate * (step - 1)), power);
            weight = ((1 - (decay * length)) * weight) - (length * gradient);
            state[0] += (weight - state[0]) / Math.Max(1, step - 1 - start);
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
