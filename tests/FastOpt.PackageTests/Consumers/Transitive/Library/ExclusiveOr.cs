using FastOpt;

namespace Library;

/// <summary>A network that other projects use.</summary>
[Network(2), Dense(8), Tanh, Dense(1), MeanSquaredError, Adam(LearningRate = 2e-2)]
public sealed partial class ExclusiveOr;

/// <summary>A rule that other projects use.</summary>
[Activation]
public readonly partial record struct Sine
{
    /// <summary>sin x.</summary>
    public static float Apply(float x) => MathF.Sin(x);
}
