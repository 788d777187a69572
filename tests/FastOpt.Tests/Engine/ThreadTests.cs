using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>The number of threads changes no bit.</summary>
public class ThreadTests
{
    public static TheoryData<string> AllNetworks => CaseNames.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void BitsDoNotDependOnThreads(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model alone = network.CreateWithTestParameters(maxBatch: 64, threads: 1);
        Model[] teams = [.. new[] { 2, 3, 4, 7 }.Select(threads => network.CreateWithTestParameters(maxBatch: 64, threads))];
        foreach (int size in new[] { 64, 1, 33, 5 })
        {
            TestBatch batch = network.CreateBatch(size, seed: (ulong)size);
            float[] outputs = alone.GetOutputs(batch);
            float[] gradients = alone.GetGradients(batch);
            float evaluated = alone.Evaluate(batch);
            float loss = alone.TrainStep(batch);
            float[] parameters = alone.GetParameters();
            foreach (Model team in teams)
            {
                Closeness.AssertSameBits(outputs, team.GetOutputs(batch), $"{name}, batch {size}, outputs");
                Closeness.AssertSameBits(gradients, team.GetGradients(batch), $"{name}, batch {size}, gradients");
                Closeness.AssertSameBits([evaluated, loss], [team.Evaluate(batch), team.TrainStep(batch)], $"{name}, batch {size}, losses");
                Closeness.AssertSameBits(parameters, team.GetParameters(), $"{name}, batch {size}, weights");
            }
        }
    }
}
