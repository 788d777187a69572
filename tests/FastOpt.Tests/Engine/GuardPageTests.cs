using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>No call reads or writes outside the spans that it is given, on either side, for any remainder of rows and columns, and none writes to what it reads.</summary>
public class GuardPageTests
{
    /// <summary>Every remainder of the tiles' rows, of which there are at most 12, alone and behind full tiles.</summary>
    private static readonly int[] BatchSizes = [.. Enumerable.Range(1, 24), 33];

    public static TheoryData<string> AllNetworks => CaseNames.All;

    public static TheoryData<string> AllGraphs => [.. GraphCases.All.Select(static graph => graph.Name)];

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void NothingOutsideTheSpansIsTouched(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Check(name, () => network.CreateWithTestParameters(maxBatch: 33), network.CreateBatch, BatchSizes);
    }

    /// <summary>A batch of one has no statistics.</summary>
    [Theory]
    [MemberData(nameof(AllGraphs))]
    public void NothingOutsideTheSpansOfGraphsIsTouched(string name)
    {
        GraphCase graph = GraphCases.All.Single(one => one.Name == name);
        Check(name, () => graph.Create(maxBatch: 33), graph.CreateBatch, [2, 3, 5, 12, 13, 33]);
    }

    private static void Check(string name, Func<Model> create, Func<int, ulong, TestBatch> createBatch, int[] sizes)
    {
        Assert.SkipUnless(GuardedMemory<float>.IsSupported, "Guard pages are made with mmap.");
        (Model model, Model twin) = (create(), create());
        foreach (int size in sizes)
        {
            foreach (GuardSide side in Enum.GetValues<GuardSide>())
            {
                TestBatch batch = createBatch(size, (ulong)size);
                using var inputs = new GuardedMemory<float>(batch.Inputs, side, readOnly: true);
                using var targets = new GuardedMemory<float>(batch.Targets, side, readOnly: true);
                using var labels = new GuardedMemory<int>(batch.Labels, side, readOnly: true);
                using var outputs = new GuardedMemory<float>(new float[size * model.OutputSize], side);
                using var parameters = new GuardedMemory<float>(new float[model.ParameterCount], side);

                model.Predict(inputs.Span, outputs.Span);
                Closeness.AssertSameBits(twin.GetOutputs(batch), outputs.Span, $"{name}, batch {size}, guard {side}, outputs");
                model.ComputeGradients(inputs.Span, targets.Span, labels.Span, parameters.Span);
                Closeness.AssertSameBits(twin.GetGradients(batch), parameters.Span, $"{name}, batch {size}, guard {side}, gradients");
                Assert.Equal(twin.Evaluate(batch), model.Evaluate(inputs.Span, targets.Span, labels.Span));
                Assert.Equal(twin.TrainStep(batch), model.TrainStep(inputs.Span, targets.Span, labels.Span));
                model.CopyParametersTo(parameters.Span);
                Closeness.AssertSameBits(twin.GetParameters(), parameters.Span, $"{name}, batch {size}, guard {side}, parameters");
                using var loaded = new GuardedMemory<float>(parameters.Span, side, readOnly: true);
                model.LoadParameters(loaded.Span);
                Assert.Equal(twin.Hash(), model.Hash());
            }
        }
    }
}
