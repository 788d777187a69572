namespace FastOpt.TestCases.Networks;

// Rules of a user's own, in the compilation of the network that uses them.

[Optimizer]
public readonly partial record struct Lion(double LearningRate = 1e-4, double Beta1 = 0.9, double Beta2 = 0.99, double WeightDecay = 0)
{
    public void Update(ref float weight, float gradient, ref float momentum)
    {
        float direction = MathF.Sign((float)Beta1 * momentum + (float)(1 - Beta1) * gradient);
        weight -= (float)LearningRate * (direction + (float)WeightDecay * weight);
        momentum = (float)Beta2 * momentum + (float)(1 - Beta2) * gradient;
    }
}

[Activation]
public readonly partial record struct Mish { public static float Apply(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x))); }

[Loss]
public readonly partial record struct LogCosh { public static float Apply(float prediction, float target) => MathF.Log(MathF.Cosh(prediction - target)); }

[Network(8), Dense(32), Activation<Mish>, Dense(1), Loss<LogCosh>, Optimizer<Lion>]
public sealed partial class HousePrices;

[Network(5), Dense(9), Activation<Mish>, Dense(3), MeanSquaredError, Optimizer<Lion>(3e-3, 0.95)]
public sealed partial class LionWithArguments;

[Network(6), Dense(11), Tanh, Dense(2), Loss<LogCosh>, Adam(LearningRate = 2e-3)]
public sealed partial class LogCoshAdam;
