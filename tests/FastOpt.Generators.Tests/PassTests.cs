using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What each pass does, read from the text dump before and after it.</summary>
public sealed class PassTests
{
    [Fact]
    public void InliningTurnsStatementsIntoOneGraph() => AssertDump(
        "inline",
        Activation("float a = x * 2f; float b = a; if (x > 1f) { b = 3f; a += b; } return a + b;"),
        """
        %0 bool varying = Greater(x, 1f)
        %1 float varying = Multiply(x, 2f)  ; a
        %2 float varying = Add(%1, 3f)  ; a
        %3 float varying = Select(%0, %2, %1)  ; a
        %4 float varying = Select(%0, 3f, %1)  ; b
        %5 float varying = Add(%3, %4)
        Apply.result = %5
        """);

    [Fact]
    public void EarlyReturnsBecomeSelects() => AssertDump(
        "inline",
        Activation("if (x < 0f) return 0f; if (x > 1f) return 1f; return x;"),
        """
        %0 bool varying = Less(x, 0f)
        %1 bool varying = Greater(x, 1f)
        %2 float varying = Select(%1, 1f, x)
        %3 float varying = Select(%0, 0f, %2)
        Apply.result = %3
        """);

    [Fact]
    public void LoopsAreUnrolledAndTheirConditionsFolded() => AssertDump(
        "inline",
        Activation("float y = 1f; for (int i = 0; i <= 4; i += 2) { if (i == 2) y += x; else y *= x; } return y;"),
        """
        %0 float varying = Multiply(1f, x)  ; y
        %1 float varying = Add(%0, x)  ; y
        %2 float varying = Multiply(%1, x)  ; y
        Apply.result = %2
        """);

    [Fact]
    public void OtherMethodsAreExpanded() => AssertDump(
        "inline",
        Activation("return Square(x + 1f);", "[Vectorized] private static float Square(float x) { float s = x * x; return s; }"),
        """
        %0 float varying = Add(x, 1f)
        %1 float varying = Multiply(%0, %0)  ; s
        Apply.result = %1
        """);

    [Fact]
    public void UniformAndVaryingAreTold() => AssertDump(
        "classify",
        Activation("double half = Scale / 2; return x * (float)half;", hyperparameters: "(double Scale = 1)"),
        """
        %0 double uniform = Divide(@Scale, 2d)  ; half
        %1 float uniform = Convert.float(%0)
        %2 float varying = Multiply(x, %1)
        Apply.result = %2
        """);

    [Fact]
    public void TheDerivativeOfASelectIsTheSelectOfDerivatives() => AssertDump(
        "differentiate",
        Activation("return x > 0f ? x * x : 0.1f * x;"),
        """
        %0 bool varying = Greater(x, 0f)
        %1 float varying = Multiply(x, x)
        %2 float varying = Multiply(0.1f, x)
        %3 float varying = Select(%0, %1, %2)
        %4 float varying = Multiply(2f, x)
        %5 float varying = Select(%0, %4, 0.1f)
        %6 float varying = Select(%0, 2f, 0f)
        Apply.result = %3
        Derivative.derivative = %5
        SecondDerivative.secondDerivative = %6
        """);

    [Theory]
    [InlineData("MathF.Tanh(x)", "%0 float varying = Multiply(y, y)\n%1 float varying = Subtract(1f, %0)\nDerivative.derivative = %1")]
    [InlineData("VectorMath.Sigmoid(x)", "%0 float varying = Subtract(1f, y)\n%1 float varying = Multiply(y, %0)\nDerivative.derivative = %1")]
    [InlineData("MathF.Exp(x)", "Derivative.derivative = y")]
    [InlineData("x > 0 ? x : 0", "%0 bool varying = Greater(y, 0f)\n%1 float varying = Select(%0, 1f, 0f)\nDerivative.derivative = %1")]
    [InlineData("x >= 0 ? x : 0", "%0 bool varying = GreaterOrEqual(x, 0f)\n%1 float varying = Select(%0, 1f, 0f)\nDerivative.derivative = %1")]
    [InlineData("MathF.Sqrt(x)", "%0 float varying = Divide(0.5f, y)\nDerivative.derivative = %0")]
    [InlineData("3f * x + 1f", "Derivative.derivative = 3f")]
    public void TheOutputIsRecognizedInTheDerivative(string body, string expected) =>
        AssertDump("output", Activation($"return {body};"), expected, MethodNames.Derivative);

    [Fact]
    public void SimplificationKeepsTheUsersZeros() => AssertDump(
        "simplify",
        Activation("return x * 0f + 0f - -x * 1f;"),
        """
        %0 float varying = Multiply(x, 0f)
        %1 float varying = Add(%0, 0f)
        %2 float varying = Add(%1, x)
        Apply.result = %2
        """,
        MethodNames.Apply);

    [Fact]
    public void UniformsAreHoistedUnderTheirNames() => AssertDump(
        "hoist",
        """
        [Optimizer]
        public readonly partial record struct Rule(double Rate = 1, bool Sign = false)
        {
            public void Update(ref float weight, float gradient, long step)
            {
                float decay = (float)(1 / Math.Sqrt(step));
                float direction = Sign ? MathF.Abs(gradient) : gradient;
                weight -= (float)Rate * decay * direction;
            }
        }
        """,
        """
        coefficient Sign = @Sign
        %0 float uniform = Convert.float(@Rate)
        %1 double uniform = Convert.double(@step)
        %2 double uniform = Sqrt(%1)
        %3 double uniform = Divide(1d, %2)
        %4 float uniform = Convert.float(%3)  ; decay
        %5 float uniform = Multiply(%0, %4)
        %6 float uniform = Negate(%5)
        coefficient MinusRateTimesDecay = %6
        %7 float varying = Abs(gradient)
        %8 float varying = Select($Sign, %7, gradient)  ; direction
        %9 float varying = Multiply($MinusRateTimesDecay, %8)
        %10 float varying = Add(weight, %9)  ; weight
        Update.weight = %10
        """);

    [Fact]
    public void ProductsThatNobodyElseNeedsAreContracted() => AssertDump(
        "contract",
        Activation("float square = x * x; return square * 2f + 1f - square * x - (x * 3f - x);"),
        """
        %0 float varying = Multiply(x, x)  ; square
        %1 float varying = Negate(%0)
        %2 float varying = MultiplyAdd(%0, 2f, 1f)
        %3 float varying = MultiplyAdd(%1, x, %2)
        %4 float varying = Negate(x)
        %5 float varying = MultiplyAdd(x, 3f, %4)
        %6 float varying = Subtract(%3, %5)
        Apply.result = %6
        """,
        MethodNames.Apply);

    [Fact]
    public void StatesAreFlushedSecondMomentsLater()
    {
        string dump = Dump("flush", "[Optimizer] public readonly partial record struct Rule { public void Update(ref float weight, float gradient, ref float m, ref float v) { m += gradient; v += gradient * gradient; weight -= m / MathF.Sqrt(v); } }");
        Assert.Contains("7.888609E-31f", dump, StringComparison.Ordinal);
        Assert.Contains("7.523164E-37f", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void FactsAreThoseOfTheLoweredRule()
    {
        RuleSpec lion = Parse(Samples.Lion);
        RuleFacts facts = RuleLowering.Facts(lion);
        Assert.Equal<string>(["momentum"], facts.States);
        Assert.InRange(facts.Cost, 8, 20);
        Assert.Equal(DerivativeForm.Output, RuleLowering.Facts(Parse(Activation("return MathF.Tanh(x);"))).DerivativeForm);
        Assert.Equal(DerivativeForm.Input, RuleLowering.Facts(Parse(Activation("return x * MathF.Tanh(x);"))).DerivativeForm);
    }

    private static string Activation(string body, string members = "", string hyperparameters = "") =>
        $"[Activation] public readonly partial record struct Rule{hyperparameters} {{ {members} public {(hyperparameters.Length > 0 ? "" : "static ")}float Apply(float x) {{ {body} }} }}";

    private static RuleSpec Parse(string source)
    {
        GeneratorDriver driver = Generation.Driver().RunGenerators(Generation.Compilation([source]), TestContext.Current.CancellationToken);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Empty(result.Diagnostics);
        return result.TrackedSteps.Where(static s => s.Key is TrackingNames.OptimizerSpec or TrackingNames.ActivationSpec or TrackingNames.LossSpec)
            .SelectMany(static s => s.Value).SelectMany(static s => s.Outputs).Select(static o => (RuleSpec)o.Value).Single();
    }

    private static string Dump(string pass, string source, string? method = null)
    {
        string? dump = null;
        RuleLowering.Lower(Parse(source), (name, ir) => dump = name == pass ? IrPrinter.Print(method is null ? ir : ir with { Roots = ir.RootsOf(method) }) : dump);
        return dump ?? throw new ArgumentException($"No pass is called {pass}.", nameof(pass));
    }

    private static void AssertDump(string pass, string source, string expected, string? method = null) => Assert.Equal(expected + "\n", Dump(pass, source, method));
}
