using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Schedules and sequences of optimizers, and what is wrong with them.</summary>
public sealed class ScheduleDiagnosticTests
{
    private const string Network = "[Network(4), Dense(1), MeanSquaredError, ";

    private const string Doubling = "[Schedule] public readonly partial record struct Doubling(ValueList<double> Steps = default, long Every = 2) { public double At(double learningRate, long time) => learningRate; }";

    [Theory]
    [InlineData("FOPT0020", Network + "[|Warmup|], Exponential] public sealed partial class Net;")]
    [InlineData("FOPT0020", Network + "Warmup(Until = 5), [|Exponential(Until = 5)|], Cyclic] public sealed partial class Net;")]
    [InlineData("FOPT0020", Network + "Warmup(Until = 5), [|Exponential(Until = 4)|]] public sealed partial class Net;")]
    [InlineData("FOPT0020", Network + "[|Warmup(Until = -1, Unit = ScheduleUnit.Epoch)|]] public sealed partial class Net;")]
    [InlineData("FOPT0021", "[Optimizer] public readonly partial record struct D(double Rate = 1) { public void Update(ref float weight, float gradient) => weight -= (float)Rate * gradient; } " + Network + "Optimizer<D>, [|Warmup|]] public sealed partial class Net;")]
    [InlineData("FOPT0021", "[Optimizer] public readonly partial struct D(double LearningRate = 1) { public void Update(ref float weight, float gradient) => weight -= (float)LearningRate * gradient; } " + Network + "Optimizer<D>, [|Warmup|]] public sealed partial class Net;")]
    [InlineData("FOPT0022", Network + "Adam, [|Then<Sgd>|]] public sealed partial class Net;")]
    [InlineData("FOPT0022", Network + "Adam, Then<Sgd>(At = 5), [|Then<Lion>(At = 5)|]] public sealed partial class Net;")]
    [InlineData("FOPT0022", Network + "[|Then<Sgd>(At = -1)|]] public sealed partial class Net;")]
    [InlineData("FOPT0007", Network + "[|Then<Relu>(At = 5)|]] public sealed partial class Net;")]
    [InlineData("FOPT0008", Network + "[|Then<Sgd>(0.1, 0.9, 0.0, false, 0.0, Convention.Keras, 7, At = 5)|]] public sealed partial class Net;")]
    [InlineData("FOPT0021", "[Optimizer] public readonly partial record struct D(double Rate = 1) { public void Update(ref float weight, float gradient) => weight -= (float)Rate * gradient; } " + Network + "Adam, Then<D>(At = 5), [|Warmup|]] public sealed partial class Net;")]
    [InlineData("FOPT0007", Network + "[|Schedule<int>(3)|]] public sealed partial class Net;")]
    [InlineData("FOPT0008", Doubling + Network + "[|Schedule<Doubling>(3)|]] public sealed partial class Net;")]
    [InlineData("FOPT0008", Doubling + Network + "[|Schedule<Doubling>(new[] { 1.5 }, 2.5)|]] public sealed partial class Net;")]
    [InlineData("FOPT0032", Network + "StepDecay(Every = [|0|])] public sealed partial class Net;")]
    [InlineData("FOPT0101", "[Schedule] public readonly record struct [|S|] { public double At(double learningRate, long time) => learningRate; }")]
    [InlineData("FOPT0102", "[Schedule] public readonly partial record struct [|S|](long Until = 2) { public double At(double learningRate, long time) => learningRate; }")]
    [InlineData("FOPT0103", "[Schedule] public readonly partial record struct [|S|];")]
    [InlineData("FOPT0103", "[Schedule] public readonly partial record struct S { public double [|At|](float learningRate, long time) => learningRate; }")]
    [InlineData("FOPT0103", "[Schedule] public readonly partial record struct S { internal double [|At|](double learningRate, long time) => learningRate; }")]
    [InlineData("FOPT0107", "[Schedule] public readonly partial record struct S(ValueList<byte> [|List|] = default) { public double At(double learningRate, long time) => learningRate; }")]
    [InlineData("FOPT0107", "[Activation] public readonly partial record struct S(ValueList<double> [|List|] = default) { public float Apply(float x) => x; }")]
    [InlineData("FOPT0112", "[Schedule, Activation] public readonly partial record struct [|S|] { public double At(double learningRate, long time) => learningRate; }")]
    public void WhatIsWrongIsReportedThere(string id, string source) => Marked.AssertReported(id, source);

    [Fact]
    public void MessagesSayWhatToWrite()
    {
        Assert.Equal(
            "Warmup has no Until, so there is no saying when Exponential takes over; give it an Until behind step 0",
            Message(Network + "[|Warmup|], Exponential] public sealed partial class Net;"));
        Assert.Equal(
            "Exponential has Until = 4, but it begins at epoch 5, so there is no saying when what comes after it takes over; give it an Until behind epoch 5",
            Message(Network + "Warmup(Until = 5, Unit = ScheduleUnit.Epoch), [|Exponential(Until = 4, Unit = ScheduleUnit.Epoch)|]] public sealed partial class Net;"));

        static string Message(string source) =>
            Marked.AssertReported("FOPT0020", source).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void ASequenceIsPrintedAsItIsDeclared()
    {
        string text = Generation.Run(Doubling + "[Network(4), Dense(1), MeanSquaredError, MultiStep(Milestones = new long[] { 30, 80 }, Until = 100), Schedule<Doubling>(new[] { 0.5, 2 }, Unit = ScheduleUnit.Epoch)] public sealed partial class Net;")
            .AssertClean(documented: false)["Net.network.g.cs"];
        Assert.Contains(
            "internal fast::Schedule? Schedule = new fast::Schedule("
            + "new fast::SchedulePart(new fast::MultiStep(Milestones: new long[] { 30, 80 }), fast::ScheduleUnit.Step, 100), "
            + "new fast::SchedulePart(new global::Doubling(Steps: new double[] { 0.5, 2.0 }), fast::ScheduleUnit.Epoch, 0));",
            text,
            StringComparison.Ordinal);
        Assert.Contains("· Adam · MultiStep(Milestones = new long[] { 30, 80 }) · Doubling(Steps = new double[] { 0.5, 2.0 })", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AScheduleOfAnotherAssemblyHasItsAttribute()
    {
        MetadataReference library = Generation.Run("namespace Lib; " + Doubling).Reference();
        Generation.Run(Generation.Compilation(["using Lib; " + Network + "Doubling(Steps = new[] { 1.5, 2 }, Every = 3, Until = 7), Exponential] public sealed partial class Net;"], "User", [library])).AssertClean(documented: false);
    }

    [Fact]
    public void AnOptimizerWithoutARateHasNoSchedule()
    {
        string text = Generation.Run("[Optimizer] public readonly partial record struct D(double Rate = 1) { public void Update(ref float weight, float gradient) => weight -= (float)Rate * gradient; } " + Network + "Optimizer<D>] public sealed partial class Net;")
            .AssertClean(documented: false)["Net.network.g.cs"];
        Assert.DoesNotContain("Schedule", text, StringComparison.Ordinal);
        Assert.Contains("public long Epoch", text, StringComparison.Ordinal);
    }
}
