using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FastOpt;

// Learns exclusive or, with a loss from the package and an optimizer of its own.
var model = new ExclusiveOr(maxBatch: 4, seed: 1);
float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
float[] targets = [0, 1, 1, 0];
float first = model.Evaluate(inputs, targets);
for (int i = 0; i < 2000; i++)
    model.TrainStep(inputs, targets);
float last = model.Evaluate(inputs, targets);

float[] parameters = new float[ExclusiveOr.ParameterCount];
model.CopyParametersTo(parameters);
string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(parameters)));
Console.WriteLine($"learned {(first > 0.2f && last < 0.01f ? "yes" : "no")}");
Console.WriteLine($"instructions {FastOptInfo.InstructionSet}");
Console.WriteLine($"weights {hash}");
return last < 0.01f ? 0 : 1;

[Network(2), Dense(8), Tanh, Dense(1), MeanSquaredError, Optimizer<Lion>(3e-3)]
internal sealed partial class ExclusiveOr;

[Optimizer]
internal readonly partial record struct Lion(double LearningRate = 1e-4, double Beta1 = 0.9, double Beta2 = 0.99, double WeightDecay = 0)
{
    public void Update(ref float weight, float gradient, ref float momentum)
    {
        float direction = MathF.Sign(((float)Beta1 * momentum) + ((float)(1 - Beta1) * gradient));
        weight -= (float)LearningRate * (direction + ((float)WeightDecay * weight));
        momentum = ((float)Beta2 * momentum) + ((float)(1 - Beta2) * gradient);
    }
}
