using System.Runtime.InteropServices;
using FastOpt;
using FastOpt.Platforms;

// The argument is a folder; a file of each model's weights and running statistics is written there.
string folder = args.Length == 1 ? args[0] : throw new ArgumentException("A folder is needed.");
Directory.CreateDirectory(folder);
Console.WriteLine(FastOptInfo.InstructionSet);
Write<Classifier, int>(static random => random.Next(Classifier.OutputSize));
Write<Normalized, float>(Value);
Write<Windows, int>(static random => random.Next(Windows.OutputSize));
Write<Tabular, float>(static random => random.Next(2), static (random, i) => i % Tabular.InputSize is 1 or 4 ? random.Next(19) : Value(random));
Write<OwnRules, float>(static random => 90 * Value(random));
Write<Wide, float>(Value);

static float Value(Random random) => (2 * random.NextSingle()) - 1;

// The batches are made of a seed; .NET's generator is the same everywhere.
void Write<TNetwork, TTarget>(Func<Random, TTarget> target, Func<Random, int, float>? input = null)
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged
{
    const int Batch = 19, Batches = 4, Steps = 200;
    var random = new Random(7);
    TNetwork model = TNetwork.Create(Batch, seed: 42, threads: 2);
    int targetsPerExample = typeof(TTarget) == typeof(int) ? 1 : TNetwork.OutputSize;
    float[][] inputs = [.. Enumerable.Range(0, Batches).Select(_ => Enumerable.Range(0, Batch * TNetwork.InputSize).Select(i => input is null ? Value(random) : input(random, i)).ToArray())];
    TTarget[][] targets = [.. Enumerable.Range(0, Batches).Select(_ => Enumerable.Range(0, Batch * targetsPerExample).Select(_ => target(random)).ToArray())];
    for (int step = 0; step < Steps; step++)
    {
        if (!float.IsFinite(model.TrainStep(inputs[step % Batches], targets[step % Batches])))
            throw new InvalidOperationException($"{typeof(TNetwork).Name}: the loss of step {step + 1} is not finite.");
    }

    byte[] state = new byte[model.StateBytes];
    model.CopyStateTo(state);
    File.WriteAllBytes(Path.Combine(folder, typeof(TNetwork).Name), state);
}
