using System.Reflection;
using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>The canonical layout of parameters, and moving them in and out.</summary>
public class ParameterTests
{
    public static TheoryData<string> AllNetworks => CaseNames.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void NamesShapesAndOffsets(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Assert.Equal(network.Reference.Inputs, network.InputSize);
        Assert.Equal(network.Reference.Outputs, network.OutputSize);
        Assert.Equal(network.Reference.ParameterCount, network.ParameterCount);
        Assert.Equal(
            network.Reference.Tensors().Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}] at {tensor.Offset}"),
            network.Parameters.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}] at {tensor.Offset}"));
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void SummaryDescribesTheNetwork(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Assert.Equal(name, network.Summary.Name);
        Assert.Equal(network.ParameterCount, network.Summary.ParameterCount);
        Assert.Equal(network.InputSize, network.Summary.Layers[0].Inputs);
        Assert.Equal(network.OutputSize, network.Summary.Layers[^1].Outputs);

        // 2 floating-point operations per weight in the forward pass, 2 for dW, and 2 for dX everywhere but in the first layer.
        long weights = 0;
        long first = 0;
        foreach (ReferenceTensor tensor in network.Reference.Tensors().Where(tensor => tensor.Shape.Length == 2))
        {
            first = weights == 0 ? tensor.Count : first;
            weights += tensor.Count;
        }

        Assert.Equal((6 * weights) - (2 * first), network.Summary.FlopsPerExample);
        Assert.True(network.Summary.TotalBytes(1) >= 4L * network.ParameterCount);
        Assert.True(network.Summary.TotalBytes(2) > network.Summary.TotalBytes(1));
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void LoadThenCopyGivesTheSameBits(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        float[] parameters = new IntegerGenerator(9).Floats(network.ParameterCount);
        Model model = network.Create(maxBatch: 3);
        model.LoadParameters(parameters);
        Closeness.AssertSameBits(parameters, model.GetParameters(), name);

        // After a step too: layouts that keep a second copy of the weights must keep it up to date.
        TestBatch batch = network.CreateBatch(3, seed: 10);
        model.TrainStep(batch);
        float[] trained = model.GetParameters();
        Model copy = network.Create(maxBatch: 3, seed: 1);
        copy.LoadParameters(trained);
        Closeness.AssertSameBits(trained, copy.GetParameters(), name);
        Closeness.AssertSameBits(model.GetOutputs(batch), copy.GetOutputs(batch), name);
        Closeness.AssertSameBits(model.GetGradients(batch), copy.GetGradients(batch), name);
    }

    [Fact]
    public void LoadingKeepsTheOptimizersStateAndTheStep()
    {
        NetworkCase network = NetworkCases.Named(nameof(AdamPlain));
        Model model = network.CreateWithTestParameters();
        Model twin = network.CreateWithTestParameters();
        TestBatch batch = network.CreateBatch(16, seed: 1);
        for (int step = 0; step < 3; step++)
        {
            model.TrainStep(batch);
            twin.TrainStep(batch);
            model.LoadParameters(model.GetParameters());
        }

        Assert.Equal(3, model.Step);
        Assert.Equal(twin.Hash(), model.Hash());
    }

    [Theory]
    [InlineData(nameof(Digits.InputSize), 784)]
    [InlineData(nameof(Digits.OutputSize), 10)]
    [InlineData(nameof(Digits.ParameterCount), 101_770)]
    public void SizesAreConstants(string member, int expected)
    {
        FieldInfo? field = typeof(Digits).GetField(member);
        Assert.NotNull(field);
        Assert.True(field.IsLiteral);
        Assert.Equal(expected, field.GetRawConstantValue());
    }

    [Fact]
    public void ConstructorDefaults()
    {
        var model = new Digits();
        Assert.Equal(64, model.MaxBatch);
        Assert.Equal(0, model.Step);
        Assert.Equal(64, NetworkCases.Named(nameof(Digits)).Create().MaxBatch);
        Assert.Equal(3, new Digits(maxBatch: 3).MaxBatch);
    }
}
