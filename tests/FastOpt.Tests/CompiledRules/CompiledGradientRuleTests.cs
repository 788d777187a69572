using System.Reflection;

namespace FastOpt.Tests.CompiledRules;

/// <summary>Every gradient rule at every width against its scalar method, on special and ordinary values.</summary>
public class CompiledGradientRuleTests
{
    private const double LearningRate = 0.125;
    private const long Step = 3;

    private static readonly CompiledRule[] Rules = [.. CompiledRule.Marked<GradientRuleAttribute>()];

    public static TheoryData<string, double> Cases => [.. from rule in Rules from norm in new[] { 0, 0.25, 40, 1e300, double.PositiveInfinity, double.NaN } select (rule.ToString(), norm)];

    [Fact]
    public void DefaultsOfParameterlessConstructors()
    {
        Assert.Equal(new ClipValue(1), new ClipValue());
        Assert.Equal(new ClipNorm(1), new ClipNorm());
        Assert.Equal(new L1(1e-4), new L1());
        Assert.Equal(new L2(1e-4), new L2());
        Assert.Equal(new DecoupledDecay(1e-2), new DecoupledDecay());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void VectorsAgreeWithTheScalarMethod(string name, double norm)
    {
        CompiledRule rule = Rules.Single(candidate => candidate.ToString() == name);
        MethodInfo scalar = rule.Scalar("Apply");
        float[] gradients = RuleInputs.All;
        float[] weights = [.. RuleInputs.All.Reverse()];
        foreach (int bits in Lanes.Widths)
        {
            float[][] values = [[.. weights], [.. gradients]];
            Lanes.Invoke(rule.Vector("Apply", bits), bits, rule.CoefficientsOf(LearningRate, norm, Step), values);
            for (int i = 0; i < gradients.Length; i++)
            {
                if (Apply(rule, scalar, weights[i], gradients[i], norm) is not var (weight, gradient))
                    continue;

                // Where a sum cancels, what contraction changes is relative to its terms.
                double terms = Math.Abs((double)weights[i]) + Math.Abs((double)gradients[i]);
                AssertClose(weight, values[0][i], terms, $"{name}, {bits} bits, norm {norm}: weight {weights[i]:R} under gradient {gradients[i]:R}");
                AssertClose(gradient, values[1][i], terms, $"{name}, {bits} bits, norm {norm}: gradient {gradients[i]:R} at weight {weights[i]:R}");
            }
        }
    }

    [Theory]
    [InlineData(2, 4, 2)]
    [InlineData(2, 1, 1)]
    [InlineData(0.5, 0, 0)]
    public void ClipNormLeavesShortGradientsAndShortensLongOnes(double largest, double norm, double expected) =>
        Assert.Equal((float)expected, new ClipNorm(largest).Apply((float)norm, norm), 1e-6 * Math.Max(1, expected));

    /// <summary>The scalar method; null where it throws, as .NET's sign of NaN does.</summary>
    private static (float Weight, float Gradient)? Apply(CompiledRule rule, MethodInfo scalar, float weight, float gradient, double norm)
    {
        System.Reflection.ParameterInfo[] parameters = scalar.GetParameters();
        bool returns = scalar.ReturnType == typeof(float);
        object?[] lanes = returns ? [gradient, weight] : [weight, gradient];
        int lane = 0;
        object?[] arguments = [.. parameters.Select(parameter => Element(parameter) == typeof(float) ? lanes[lane++]
            : parameter.Name switch { "learningRate" => LearningRate, "norm" => norm, _ => (object?)Step })];
        object? result;
        try
        {
            result = rule.InvokeScalar(scalar, arguments);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is ArithmeticException)
        {
            return null;
        }

        return returns ? (weight, (float)result!) : ((float)arguments[0]!, (float)arguments[1]!);
    }

    private static Type Element(System.Reflection.ParameterInfo parameter) => parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;

    private static void AssertClose(float expected, float actual, double terms, string what)
    {
        if (float.IsNaN(expected) ? float.IsNaN(actual) : expected == actual)
            return;
        Assert.True(Math.Abs((double)actual - expected) <= (1e-6 * Math.Abs((double)expected)) + (3e-7 * terms), $"{what}: {actual:R} instead of {expected:R}");
    }
}
