using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Generators.Tests.Networks;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>The last pass lets right programs through, and refuses programs that are wrong on purpose with a message that names what is wrong.</summary>
public sealed class VerifierTests
{
    private static readonly Lazy<NetworkProgram> Dense = new(static () => Generation.Lower(Samples.Digits));

    private static readonly Lazy<NetworkProgram> Residual = new(static () => Generation.Lower(Samples.Residual));

    /// <summary>A network whose gradients are stored, for a rule takes their norm behind another rule.</summary>
    private static readonly Lazy<NetworkProgram> Stored = new(static () => Generation.Lower(
        "[Network(30), Dense(20), Tanh, Dense(3), MeanSquaredError, ClipValue, ClipNorm, Adam] public sealed partial class Net;"));

    private static readonly Lazy<NetworkProgram> Curved = new(static () => Generation.Lower(
        "[Network(30, Curvature = true), Dense(20), Tanh, Dense(3), MeanSquaredError] public sealed partial class Net;"));

    private static readonly (string Name, Func<NetworkProgram> Program, string Message)[] Wrong =
    [
        ("An operand is of a wrong kind",
            static () => Dense.Value with { Forward = Change(Dense.Value.Forward, 1, static phase => Bind(phase, "inputs", new Operand.Batch())) },
            "Forward_128x10 takes Floats for inputs, but Batch"),
        ("Labels are bound as numbers",
            static () => Dense.Value with { LossPhase = Bind(Dense.Value.LossPhase, "targets", new Operand.Targets(AreLabels: false)) },
            "Loss_10_SoftmaxCrossEntropy takes Labels for targets, but Targets"),
        ("A binding is left out",
            static () => Dense.Value with { Forward = Change(Dense.Value.Forward, 1, static phase => phase with { Bindings = [.. phase.Bindings.Skip(1)] }) },
            "Forward_128x10 takes inputs, weights, bias, outputs, rows, but weights, bias, outputs, rows are bound"),
        ("Two bindings are exchanged",
            static () => Dense.Value with { Forward = Change(Dense.Value.Forward, 1, static phase => phase with { Bindings = [.. phase.Bindings.Reverse()] }) },
            "Forward_128x10 takes inputs, weights, bias, outputs, rows, but rows, outputs, bias, weights, inputs are bound"),
        ("Rows are read before they are written",
            static () => Dense.Value with { Forward = Dense.Value.Forward.Reverse().ToEquatableArray() },
            "the step reads relu1Output in Forward_128x10 before it is written"),
        ("Gradients are taken that no phase has made",
            static () => Dense.Value with { Backward = [] },
            "the step reads dense1Gradient in WeightUpdate_784x64_Adam before it is written"),
        ("The gradients that are asked for read what is not there",
            static () => Stored.Value with { Backward = [], StoredGradients = [] },
            "the gradients reads dense1Gradient in WeightGradient_30x20 before it is written"),
        ("Predictions leave a layer out",
            static () => Dense.Value with { Predict = Dense.Value.Predict.Skip(1).ToEquatableArray() },
            "the prediction reads relu1Output in Forward_128x10 before it is written"),
        ("Statistics of the batch are read before they are taken",
            static () => Residual.Value with
            {
                Forward = Residual.Value.Forward.Where(static phase => phase.Kernel.Kernel is not BatchStatisticsKernel).ToEquatableArray(),
            },
            "the step reads batchnorm1Statistics in"),
        ("Two rows that are alive at one time stand on one place",
            static () => Move(Dense.Value, "dense1Gradient", static slot => slot with { Offset = 0 }),
            "the step lets dense1Gradient and relu1Output share memory while both are alive"),
        ("A tangent is read before it is written",
            static () => Curved.Value with { Curvature = Curved.Value.Curvature.Skip(2).ToEquatableArray() },
            "the Hessian-vector product reads dense1Output in"),
        ("Rows of unequal stride overlap",
            static () => Move(Dense.Value, "dense2Output", static slot => slot with { Offset = 64 }),
            "the step lets dense2Output and relu1Output share memory, but their rows do not stand on one another"),
        ("A parameter stands inside of another",
            static () => Dense.Value with { Plan = Place(Dense.Value.Plan, "dense1.bias", static slot => slot with { Offset = slot.Offset - 16 }) },
            "dense1.weight and dense1.bias overlap"),
        ("The copy for forward stands on a parameter",
            static () => Dense.Value with { Plan = Place(Dense.Value.Plan, "dense2.weight", static slot => slot with { ForwardOffset = 16 }) },
            "dense2.weight for forward and dense1.weight overlap"),
        ("A value of the batch stands on another",
            static () => Residual.Value with { Plan = Shift(Residual.Value.Plan, 1, -16) },
            "batchnorm1Statistics and batchnorm2Statistics overlap"),
        ("A value of the batch reaches into the rows",
            static () => Residual.Value with { Plan = Shift(Residual.Value.Plan, Residual.Value.Plan.FixedSlots.Count - 1, 16) },
            "reaches into the rows of the batch"),
        ("A phase does not know its rows",
            static () => Dense.Value with { Forward = Change(Dense.Value.Forward, 1, static phase => Bind(phase, "rows", new Operand.Number(8))) },
            "Forward_128x10 does not say which rows are a thread's own"),
        ("Every thread would run an update",
            static () => Dense.Value with
            {
                Updates = Change(Dense.Value.Updates, 0, static phase => Bind(Bind(phase, "first", new Operand.Number(0)), "end", new Operand.Number(10))),
            },
            "WeightUpdate_10x128_Transposed_Adam would run on every thread"),
        ("A tensor is updated twice",
            static () => Dense.Value with { Updates = [.. Dense.Value.Updates, Dense.Value.Updates[3]] },
            "the update writes dense1.bias twice"),
        ("A gradient is stored twice",
            static () => Stored.Value with { StoredGradients = [.. Stored.Value.StoredGradients, Stored.Value.StoredGradients[0]] },
            "the pass that stores gradients writes ∂dense2.weight twice"),
        ("A pass before a norm runs over a tensor twice",
            static () => Stored.Value with { Norms = [.. Stored.Value.Norms.Select(static norm => norm with { Before = [.. norm.Before, norm.Before[0]] })] },
            "the pass before a norm writes"),
        ("Folded predictions still apply what is folded",
            static () => Residual.Value with { Folded = Residual.Value.Predict },
            "the folded prediction reads batchnorm1.running_mean in Apply_Vectors_BatchNorm, which is folded"),
        ("Folded predictions leave a layer out",
            static () => Residual.Value with { Folded = Residual.Value.Folded.Skip(2).ToEquatableArray() },
            "the folded prediction reads"),
    ];

    public static TheoryData<string> WrongPrograms => [.. Wrong.Select(static item => item.Name)];

    public static TheoryData<string> RightPrograms => [.. CanarySample.All.Select(static sample => sample.Source), Samples.Residual, Samples.HousePrices];

    [Theory]
    [MemberData(nameof(WrongPrograms))]
    public void AWrongProgramIsRefused(string name)
    {
        (_, Func<NetworkProgram> program, string message) = Wrong.Single(item => item.Name == name);
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => Verifier.Check(program()));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RightPrograms))]
    public void ARightProgramPasses(string source) => Verifier.Check(Generation.Lower(source));

    [Fact]
    public void TheProgramsThatAreBrokenAreRight() => Assert.All([Dense.Value, Residual.Value, Stored.Value], Verifier.Check);

    private static EquatableArray<Phase> Change(EquatableArray<Phase> phases, int index, Func<Phase, Phase> change) =>
        phases.Select((phase, i) => i == index ? change(phase) : phase).ToEquatableArray();

    private static Phase Bind(Phase phase, string parameter, Operand operand)
    {
        Assert.Contains(phase.Bindings, binding => binding.Parameter.Name == parameter);
        return phase with { Bindings = [.. phase.Bindings.Select(binding => binding.Parameter.Name == parameter ? binding with { Operand = operand } : binding)] };
    }

    private static MemoryPlan Place(MemoryPlan plan, string tensor, Func<ParameterSlot, ParameterSlot> place) =>
        plan with { Parameters = plan.Parameters.Select(slot => slot.Name == tensor ? place(slot) : slot).ToEquatableArray() };

    private static MemoryPlan Shift(MemoryPlan plan, int index, int floats) =>
        plan with { FixedSlots = plan.FixedSlots.Select((slot, i) => i == index ? slot with { Offset = slot.Offset + floats } : slot).ToEquatableArray() };

    /// <summary>The program with rows at another place, wherever a phase of the step names them.</summary>
    private static NetworkProgram Move(NetworkProgram program, string rows, Func<BatchSlot, BatchSlot> move)
    {
        Operand OfOperand(Operand operand) => operand switch
        {
            Operand.Rows { Slot: var slot } when slot.Name == rows && slot.Program.Length == 0 => new Operand.Rows(move(slot)),
            Operand.OfBlock block => block with { Entire = OfOperand(block.Entire) },
            _ => operand,
        };
        Phase OfPhase(Phase phase) => phase with { Bindings = [.. phase.Bindings.Select(binding => binding with { Operand = OfOperand(binding.Operand) })] };
        return program with
        {
            Forward = program.Forward.Select(OfPhase).ToEquatableArray(),
            LossPhase = OfPhase(program.LossPhase),
            Backward = program.Backward.Select(OfPhase).ToEquatableArray(),
            Updates = program.Updates.Select(OfPhase).ToEquatableArray(),
            Gradients = program.Gradients.Select(OfPhase).ToEquatableArray(),
        };
    }
}
