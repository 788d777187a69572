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

// As many states as the rule likes: none, or three; with and without the step's number; hyperparameters of activations and losses.

[Optimizer]
public readonly partial record struct PlainDescent(double LearningRate = 0.05)
{
    public void Update(ref float weight, float gradient) => weight -= (float)LearningRate * gradient;
}

[Optimizer]
public readonly partial record struct LargestVariance(double LearningRate = 0.01, double Beta1 = 0.9, double Beta2 = 0.999)
{
    public void Update(ref float weight, float gradient, ref float mean, ref float variance, ref float largest, long step)
    {
        double correction = 1 - Math.Pow(Beta1, step);
        mean = (float)Beta1 * mean + (float)(1 - Beta1) * gradient;
        variance = (float)Beta2 * variance + (float)(1 - Beta2) * (gradient * gradient);
        largest = MathF.Max(largest, variance);
        weight -= (float)(LearningRate / correction) * mean / (MathF.Sqrt(largest) + 1e-8f);
    }
}

[Activation]
public readonly partial record struct Squared(double Slope = 0.5)
{
    public float Apply(float x)
    {
        float positive = x > 0 ? x : 0;
        return (float)Slope * positive * positive;
    }
}

[Loss]
public readonly partial record struct PseudoHuber(double Delta = 2)
{
    public float Apply(float prediction, float target)
    {
        float error = (prediction - target) / (float)Delta;
        return (float)(Delta * Delta) * (MathF.Sqrt(1 + error * error) - 1);
    }
}

[Network(7), Dense(12), Tanh, Dense(3), MeanSquaredError, Optimizer<PlainDescent>]
public sealed partial class Stateless;

[Network(7), Dense(12), Tanh, Dense(3), MeanSquaredError, Optimizer<LargestVariance>]
public sealed partial class ThreeStates;

[Network(7), Dense(18), Activation<Squared>(0.25), Dense(3), Loss<PseudoHuber>(1.5), Optimizer<PlainDescent>(0.02)]
public sealed partial class UserHyperparameters;
