namespace FastOpt.Reference;

/// <summary>The same optimizers where other libraries and the articles define them otherwise, and those that PyTorch lacks the form of.</summary>
public static partial class ReferenceOptimizers
{
    /// <summary>Keras: v ← μv − lr·g; p ← p + v, or p + μv − lr·g (Nesterov).</summary>
    public static ReferenceOptimizer SgdOfKeras(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0) => new(
        stateCount: 1,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (momentum * state[0]) - (learningRate * gradient);
            weight += nesterov ? (momentum * state[0]) - (learningRate * gradient) : state[0];
        });

    /// <summary>The mean of the gradients: v ← μv + (1 − μ)g; p ← p − lr·v, or p − lr·(μv + (1 − μ)g) (Nesterov).</summary>
    public static ReferenceOptimizer SgdOfMeans(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0) => new(
        stateCount: 1,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (momentum * state[0]) + ((1 - momentum) * gradient);
            weight -= learningRate * (nesterov ? (momentum * state[0]) + ((1 - momentum) * gradient) : state[0]);
        });

    /// <summary>PyTorch, centred: s ← αs + (1 − α)g²; m ← αm + (1 − α)g; b ← μb + g / (√(s − m²) + ε); p ← p − lr·b.</summary>
    public static ReferenceOptimizer RmsPropCentered(double learningRate = 0.01, double alpha = 0.99, double epsilon = 1e-8, double momentum = 0, double weightDecay = 0) => new(
        stateCount: 3,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (alpha * state[0]) + ((1 - alpha) * gradient * gradient);
            state[1] = (alpha * state[1]) + ((1 - alpha) * gradient);
            double deviation = Math.Sqrt(Math.Max(0, state[0] - (state[1] * state[1])));
            state[2] = (momentum * state[2]) + (gradient / (deviation + epsilon));
            weight -= learningRate * state[2];
        });

    /// <summary>Keras: s as PyTorch's, less m² where centred; b ← μb + lr·g / √(s + ε); p ← p − b.</summary>
    public static ReferenceOptimizer RmsPropOfKeras(double learningRate, double alpha, double epsilon, double momentum = 0, double weightDecay = 0, bool centered = false) => new(
        stateCount: 3,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (alpha * state[0]) + ((1 - alpha) * gradient * gradient);
            state[1] = (alpha * state[1]) + ((1 - alpha) * gradient);
            double square = state[0] - (centered ? state[1] * state[1] : 0);
            state[2] = (momentum * state[2]) + (learningRate * gradient / Math.Sqrt(square + epsilon));
            weight -= state[2];
        });

    /// <summary>Keras: s ← s + g², from s₀; p ← p − lr·g / √(s + ε).</summary>
    public static ReferenceOptimizer AdagradOfKeras(double learningRate, double epsilon, double initial, double weightDecay = 0) => new(
        stateCount: 1,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (step == 1 ? initial : state[0]) + (gradient * gradient);
            weight -= learningRate * gradient / Math.Sqrt(state[0] + epsilon);
        });

    /// <summary>Keras: p ← p − lr·√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε), after p ← p − lr·λ·p; with amsgrad, the largest v in place of v.</summary>
    public static ReferenceOptimizer AdamOfKeras(double learningRate, double beta1, double beta2, double epsilon, double coupledDecay = 0, double decoupledDecay = 0, bool amsgrad = false) => new(
        stateCount: 3,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            weight -= learningRate * decoupledDecay * weight;
            gradient += coupledDecay * weight;
            state[0] += (gradient - state[0]) * (1 - beta1);
            state[1] += ((gradient * gradient) - state[1]) * (1 - beta2);
            state[2] = Math.Max(state[2], state[1]);
            double length = learningRate * Math.Sqrt(1 - Math.Pow(beta2, step)) / (1 - Math.Pow(beta1, step));
            weight -= length * state[0] / (Math.Sqrt(amsgrad ? state[2] : state[1]) + epsilon);
        });

    /// <summary>The article's decoupled decay: p ← p − lr·m̂ / (√v̂ + ε) − λ·p.</summary>
    public static ReferenceOptimizer AdamWOfPaper(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (beta2 * state[1]) + ((1 - beta2) * gradient * gradient);
            double mean = state[0] / (1 - Math.Pow(beta1, step));
            double variance = state[1] / (1 - Math.Pow(beta2, step));
            weight -= (learningRate * mean / (Math.Sqrt(variance) + epsilon)) + (weightDecay * weight);
        });

    /// <summary>The article's AMSGrad, without corrections: p ← p − lr·m / (√max v + ε).</summary>
    public static ReferenceOptimizer AmsGradOfPaper(double learningRate, double beta1, double beta2, double epsilon, double weightDecay = 0) => new(
        stateCount: 3,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (beta2 * state[1]) + ((1 - beta2) * gradient * gradient);
            state[2] = Math.Max(state[2], state[1]);
            weight -= learningRate * state[0] / (Math.Sqrt(state[2]) + epsilon);
        });

    /// <summary>Keras: u ← max(β₂u, |g|); p ← p − lr·m / ((1 − β₁ᵗ)(u + ε)).</summary>
    public static ReferenceOptimizer AdamaxOfKeras(double learningRate, double beta1, double beta2, double epsilon, double weightDecay = 0) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            gradient += weightDecay * weight;
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = Math.Max(beta2 * state[1], Math.Abs(gradient));
            weight -= learningRate * state[0] / ((1 - Math.Pow(beta1, step)) * (state[1] + epsilon));
        });

    /// <summary>Adam with Nesterov's look-ahead and no schedule: p ← p − lr·(β₁m / (1 − β₁ᵗ⁺¹) + (1 − β₁)g / (1 − β₁ᵗ)) / (√v̂ + ε).</summary>
    public static ReferenceOptimizer NAdamWithoutSchedule(double learningRate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) => new(
        stateCount: 2,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (beta2 * state[1]) + ((1 - beta2) * gradient * gradient);
            double mean = (beta1 * state[0] / (1 - Math.Pow(beta1, step + 1))) + ((1 - beta1) * gradient / (1 - Math.Pow(beta1, step)));
            weight -= learningRate * mean / (Math.Sqrt(state[1] / (1 - Math.Pow(beta2, step))) + epsilon);
        });

    /// <summary>
    /// AdamW with a second mean m₂ of the gradient, which counts κₜ-fold and is not corrected: κₜ = min(tκ/T, κ) and
    /// β₃ₜ = min(exp(ln β₁·ln β₃ / ((1 − t/T)·ln β₃ + t/T·ln β₁)), β₃).
    /// </summary>
    public static ReferenceOptimizer AdEmaMix(double learningRate, double beta1 = 0.9, double beta2 = 0.999, double beta3 = 0.9999, double mix = 5, double warmUp = 0, double epsilon = 1e-8, double weightDecay = 0) => new(
        stateCount: 3,
        (ref double weight, double gradient, Span<double> state, long step) =>
        {
            double kept = beta3, share = mix;
            if (warmUp > 0)
            {
                double done = step / warmUp, start = Math.Log(beta1), end = Math.Log(beta3);
                double along = ((1 - done) * end) + (done * start);
                share = Math.Min(done * mix, mix);
                kept = step < warmUp ? Math.Min(Math.Exp(start * end / along), beta3) : beta3;
            }

            state[0] = (beta1 * state[0]) + ((1 - beta1) * gradient);
            state[1] = (kept * state[1]) + ((1 - kept) * gradient);
            state[2] = (beta2 * state[2]) + ((1 - beta2) * gradient * gradient);
            double mean = (state[0] / (1 - Math.Pow(beta1, step))) + (share * state[1]);
            double root = Math.Sqrt(state[2] / (1 - Math.Pow(beta2, step)));
            weight -= learningRate * ((mean / (root + epsilon)) + (weightDecay * weight));
        });
}
