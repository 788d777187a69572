using FastOpt;
using Library;

float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
float[] targets = [0, 1, 1, 0];
Console.WriteLine($"learned {(Learn<ExclusiveOr>() && Learn<Waves>() ? "yes" : "no")}");
return 0;

bool Learn<TNetwork>()
    where TNetwork : class, INetwork<TNetwork, float>
{
    TNetwork model = TNetwork.Create(maxBatch: 4, seed: 1);
    for (int i = 0; i < 2000; i++)
        model.TrainStep(inputs, targets);
    return model.Evaluate(inputs, targets) < 0.01f;
}

/// <summary>A network of this project's own, with the library's rule.</summary>
[Network(2), Dense(8), Sine, Dense(1), MeanSquaredError, Adam(LearningRate = 2e-2)]
internal sealed partial class Waves;
