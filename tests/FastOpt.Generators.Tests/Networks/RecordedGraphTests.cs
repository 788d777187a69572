using System.Globalization;
using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// A hundred steps of networks with convolutions, normalizations, branches and dropout are those of PyTorch: losses, parameters, running statistics, outputs
/// while training and while predicting.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class RecordedGraphTests
{
    /// <summary>The runs whose loss has no options; those are the losses' own.</summary>
    private static IReadOnlyList<RecordedGraphRun> Runs { get; } =
        [.. RecordedGraphRun.All.Where(static run => run is { ClassWeights: null, LabelSmoothing: 0, HasSoftTargets: false, HasExampleWeights: false, SumsOutputs: false })];

    private static Lazy<Assembly> Networks { get; } = new(static () => Generation.LoadUndocumented(string.Concat(Runs.Select(Declaration))));

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Runs.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void AHundredStepsArePyTorchs(int number)
    {
        RecordedGraphRun run = Runs[number];
        RecordedGraphResult expected = run.Single;
        Probe network = Probe.Create(Networks.Value, $"Run{number}", run.Batch, threads: 1, seed: run.DrawSeed);
        network.Parameters = run.InitialParameters();
        TestBatch[] batches = run.Batches();
        float[] outputs = [];
        for (int step = 0; step < run.Steps; step++)
        {
            TestBatch batch = batches[step % batches.Length];
            (float loss, outputs) = run.Parts == 1 ? network.TrainStepWithOutputs(batch) : (network.AccumulatedStep(run.PartsOf(batch)), []);
            Near.Equal(expected.Losses[step], loss, 1e-4, 1e-5, $"{run}, step {step}, loss");
        }

        OracleComparison.AssertClose(expected.Parameters, network.Parameters, 1e-4, $"{run}, parameters");
        if (run.Parts == 1)
            OracleComparison.AssertClose(expected.TrainOutputs, outputs, 1e-4, $"{run}, outputs while training");
        OracleComparison.AssertClose(expected.Buffers, network.Buffers, 1e-4, $"{run}, running statistics");
        OracleComparison.AssertClose(expected.EvalOutputs, network.Outputs(batches[0]), 1e-4, $"{run}, outputs of predictions");
    }

    private static string Declaration(RecordedGraphRun run, int number)
    {
        string Value(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        int layer = 0;
        IEnumerable<string> layers = run.Layers.Select(declared =>
        {
            bool hasParameters = declared.StartsWith("Dense", StringComparison.Ordinal) || declared is "BatchNorm" or "LayerNorm" or "RmsNorm" or "PRelu" || declared.StartsWith("GroupNorm", StringComparison.Ordinal);
            bool isFrozen = hasParameters && layer < run.Frozen.Length && run.Frozen[layer];
            layer += hasParameters ? 1 : 0;
            return isFrozen ? declared.Replace(")", ", Frozen = true)", StringComparison.Ordinal) : declared;
        });
        IEnumerable<string> attributes =
        [
            $"Network({string.Join(", ", run.Shape)}{(run.Parts > 1 ? ", AccumulateGradients = true" : "")})",
            .. layers,
            run.LossName,
            .. run.Rules.Select(rule => $"{rule.Name}({Value(rule.Value)})"),
            $"{run.Optimizer}({string.Join(", ", run.Options.Select(option => $"{option.Key} = {Value(option.Value)}"))})",
        ];
        return $"[{string.Join(", ", attributes)}]\npublic sealed partial class Run{number};\n";
    }
}
