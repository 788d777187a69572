using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Stochastic gradient descent with momentum, as PyTorch's <c>torch.optim.SGD</c>, or in one of the other forms that go by that name.
/// <code>
/// g = gradient + λ·weight
/// b = μ·b + (1 − τ)·g,  weight −= α·b            PyTorch (heavy ball); b = g in the first step
/// b = μ·b + α·g,        weight −= b              Keras (Polyak 1964, Sutskever et al. 2013): a change of α takes time to be felt
/// b = μ·b + (1 − μ)·g,  weight −= α·b            Paper: b is a mean, as lectures teach it; PyTorch's with α·(1 − μ)
/// </code>
/// With Nesterov's look-ahead the last line is, in this order, <c>weight −= α·(g + μ·b)</c>, <c>weight −= α·g + μ·b</c> and <c>weight −= α·((1 − μ)·g + μ·b)</c>.
/// Keras's is the article's <c>v = μ·v − α·∇L(θ + μ·v), θ = θ + v</c>, told from the point looked ahead to: the network's weights are θ + μ·v, where v = −b, so
/// that gradients are taken where the article takes them, and θ itself is weight + μ·b.
/// State: 4 bytes per parameter (b). With μ = 0 all forms are the same, and the dampening has no effect.
/// </summary>
/// <param name="LearningRate">α, the step's length. Default: 1e-3; Keras's is 1e-2.</param>
/// <param name="Momentum">μ, the share of the last step's direction that is kept, in [0, 1). Default: 0.</param>
/// <param name="Dampening">τ, what the gradient's own share is reduced by; PyTorch's alone. Default: 0.</param>
/// <param name="Nesterov">Whether the step looks ahead; meant for Momentum &gt; 0 and Dampening = 0. Default: false.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
/// <param name="Convention">Where α and 1 − μ stand; see above. Default: PyTorch's.</param>
[Optimizer]
public readonly partial record struct Sgd(
    [Range(0, double.MaxValue)] double LearningRate = 1e-3,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Momentum = 0,
    double Dampening = 0,
    bool Nesterov = false,
    [Range(0, double.MaxValue)] double WeightDecay = 0,
    Convention Convention = Convention.PyTorch)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="momentum">b, zero before the first step.</param>
    /// <param name="step">The number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float momentum, long step)
    {
        double dampened = step > 1 && Momentum != 0 ? 1 - Dampening : 1;
        double own = Convention == Convention.Paper ? 1 - Momentum : 1;
        double share = Convention == Convention.PyTorch ? dampened : Convention == Convention.Keras ? LearningRate : own;
        double length = Convention == Convention.Keras ? 1 : LearningRate;
        double ofMomentum = Nesterov ? length * Momentum : length;
        double ofGradient = Nesterov ? LearningRate * own : 0;

        float decayed = gradient + (float)WeightDecay * weight;
        momentum = (float)Momentum * momentum + (float)share * decayed;
        weight = weight - (float)ofMomentum * momentum - (float)ofGradient * decayed;
    }
}
