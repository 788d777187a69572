namespace FastOpt.Platforms;

/// <summary>Widths that leave remainders, and a loss of labels.</summary>
[Network(17), Dense(33), Relu, Dense(21), Gelu, Dense(5), SoftmaxCrossEntropy, Adam(LearningRate = 1e-2)]
public sealed partial class Classifier;

/// <summary>Statistics over the batch and over examples, random numbers, a branch that is joined.</summary>
[Network(12), Dense(24), BatchNorm, Silu, Mark("here"), Dropout(0.25), Dense(24), LayerNorm, Tanh, Add("here"), Dense(3), Huber, AdamW(LearningRate = 1e-2)]
public sealed partial class Normalized;

/// <summary>Windows: depthwise, strided, pooled.</summary>
[Network(2, 9, 9), Conv2D(8, 3, Padding = 1), Relu, MaxPool2D(2), Conv2D(8, 3, Groups = 8, Same = true), BatchNorm, Relu, GlobalAveragePool, Dense(4), SoftmaxCrossEntropy]
[Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class Windows;

/// <summary>A table beside numeric inputs, gradients that are clipped by their norm, weights that decay.</summary>
[Network(6), Embedding(19, 5, Columns = new[] { 1, 4 }), Dense(16), Mish, Dense(1), BinaryCrossEntropy, ClipNorm(MaxNorm = 0.5), Lion(LearningRate = 1e-3, WeightDecay = 0.01)]
public sealed partial class Tabular;

/// <summary>A user's own rules: what the compiler derives, with exponentials that it keeps in range.</summary>
[Network(8), Dense(20), Activation<Bent>(0.3), Dense(4), Loss<LogCosh>, Optimizer<Signed>(2e-3), Warmup(Steps = 20)]
public sealed partial class OwnRules;

/// <summary>Layers wide enough for tiles of every kind, for columns and for threads.</summary>
[Network(200), Dense(272), Tanh, Dense(130), Elu, Dense(2), MeanSquaredError, NAdam(LearningRate = 1e-3)]
public sealed partial class Wide;

/// <summary>An activation with a bend.</summary>
[Activation]
public readonly partial record struct Bent(double Slope = 0.1)
{
    /// <summary>log(1 + exp(x)) with a slope to the left.</summary>
    public float Apply(float x) => MathF.Log(1 + MathF.Exp(x)) + ((float)Slope * MathF.Min(x, 0));
}

/// <summary>log(cosh(e)).</summary>
[Loss]
public readonly partial record struct LogCosh
{
    /// <summary>The loss.</summary>
    public static float Apply(float prediction, float target) => MathF.Log(MathF.Cosh(prediction - target));
}

/// <summary>Momentum, and a step of its sign where it is large.</summary>
[Optimizer]
public readonly partial record struct Signed(double LearningRate = 1e-3, double Beta = 0.9)
{
    /// <summary>Updates one weight.</summary>
    public void Update(ref float weight, float gradient, ref float momentum)
    {
        momentum = ((float)Beta * momentum) + ((float)(1 - Beta) * gradient);
        weight -= (float)LearningRate * (MathF.Abs(momentum) > 1 ? MathF.Sign(momentum) : MathF.Tanh(2 * momentum));
    }
}
