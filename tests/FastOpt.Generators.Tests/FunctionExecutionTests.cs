using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Emitted forms of [Vectorized] methods over spans: any length, in place, nothing outside of the spans, bits that do not depend on the position.</summary>
public sealed class FunctionExecutionTests
{
    private static readonly Assembly Assembly = Generation.Load(Samples.Curves);

    private delegate void Unary(ReadOnlySpan<float> x, Span<float> result);

    private delegate void UnaryOfInt(ReadOnlySpan<float> x, Span<int> result);

    private delegate void Binary(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result);

    private delegate void WithUniform(ReadOnlySpan<float> x, float uniform, Span<float> result);

    private delegate void WithUniforms(ReadOnlySpan<float> x, bool mirrored, double scale, Span<float> result);

    [Fact]
    public void EveryLengthIsComputedInsideOfTheSpan()
    {
        var vector = Method<Unary>("FastExp");
        var scalar = Method<Func<float, float>>("FastExp");
        for (int length = 0; length <= 70; length++)
        {
            float[] x = Near.Grid(length, -20, 20);
            float[] result = [.. Enumerable.Repeat(-7f, length + 32)];
            vector(x, result.AsSpan(16, length));
            Assert.All(result[..16], static r => Assert.Equal(-7f, r));
            Assert.All(result[(16 + length)..], static r => Assert.Equal(-7f, r));
            for (int i = 0; i < length; i++)
                Near.Equal(scalar(x[i]), result[16 + i], 1e-6, 0, $"exp({x[i]}), element {i} of {length}");
        }
    }

    [Fact]
    public void BitsDoNotDependOnThePosition()
    {
        var vector = Method<Unary>("FastExp");
        for (int position = 0; position < 40; position++)
        {
            float[] x = new float[40];
            x[position] = 1.2345f;
            vector(x, x);
            float[] alone = [1.2345f];
            vector(alone, alone);
            Assert.Equal(BitConverter.SingleToInt32Bits(alone[0]), BitConverter.SingleToInt32Bits(x[position]));
        }
    }

    [Fact]
    public void SpecialValuesAreThoseOfTheScalarMethod()
    {
        float[] result = new float[Near.Special.Length];
        Method<Unary>("FastExp")(Near.Special, result);
        var scalar = Method<Func<float, float>>("FastExp");
        for (int i = 0; i < result.Length; i++)
            Near.Equal(scalar(Near.Special[i]), result[i], 1e-6, 0, $"exp({Near.Special[i]})");
        int[] exponents = new int[Near.Special.Length];
        Method<UnaryOfInt>("Exponent")(Near.Special, exponents);
        Assert.Equal([.. Near.Special.Select(Method<Func<float, int>>("Exponent"))], exponents);
    }

    [Fact]
    public void TwoParametersAreLanesOrOneOfThemIsUniform()
    {
        var scalar = Method<Func<float, float, float>>("Bump");
        float[] x = Near.Grid(37);
        float[] width = Near.Grid(37, 0.5f, 2f);
        float[] result = new float[37];
        Method<Binary>("Bump")(x, width, result);
        for (int i = 0; i < x.Length; i++)
            Near.Equal(scalar(x[i], width[i]), result[i], 1e-6, 1e-7, $"bump({x[i]}, {width[i]})");
        Method<WithUniform>("Bump")(x, 1.5f, result);
        for (int i = 0; i < x.Length; i++)
            Near.Equal(scalar(x[i], 1.5f), result[i], 1e-6, 1e-7, $"bump({x[i]})");
    }

    [Fact]
    public void DerivativesExistInEveryParameter()
    {
        static double Bump(double x, double width) => Math.Exp(-x * x / (width * width));
        float[] x = Near.Grid(37);
        float[] result = new float[37];
        Method<WithUniform>("BumpDerivative")(x, 1.5f, result);
        for (int i = 0; i < x.Length; i++)
            Near.Equal((Bump(x[i] + 1e-6, 1.5) - Bump(x[i] - 1e-6, 1.5)) / 2e-6, result[i], 1e-5, 1e-6, $"∂bump/∂x at {x[i]}");
        Method<WithUniform>("BumpDerivativeInWidth")(x, 1.5f, result);
        for (int i = 0; i < x.Length; i++)
            Near.Equal((Bump(x[i], 1.5 + 1e-6) - Bump(x[i], 1.5 - 1e-6)) / 2e-6, result[i], 1e-5, 1e-6, $"∂bump/∂width at {x[i]}");

        // Through rounding and int lanes: the scale 2ⁿ is constant between the steps.
        float[] exp = new float[37];
        Method<Unary>("FastExpDerivative")(x, exp);
        for (int i = 0; i < x.Length; i++)
            Near.Equal(Math.Exp(x[i]), exp[i], 1e-4, 0, $"exp'({x[i]})");
        Assert.Null(Assembly.GetType("Samples.Curves")!.GetMethod("ExponentDerivative"));
    }

    [Fact]
    public void BranchesReturnEarlyAndUniformParametersKeepTheirTypes()
    {
        var scalar = Method<Func<float, bool, double, float>>("Pieces");
        float[] x = Near.Grid(53);
        float[] result = new float[53];
        foreach (bool mirrored in new[] { false, true })
        {
            Method<WithUniforms>("Pieces")(x, mirrored, 1.25, result);
            Assert.Equal([.. x.Select(v => scalar(v, mirrored, 1.25))], result);
        }
    }

    [Fact]
    public void WrongLengthsAndPartialOverlapsAreNamed()
    {
        float[] memory = new float[10];
        Assert.Contains("room for 5", Assert.Throws<ArgumentException>("result", () => Method<Unary>("FastExp")(memory.AsSpan(0, 5), memory.AsSpan(5, 4))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("result", () => Method<Unary>("FastExp")(memory.AsSpan(0, 5), memory.AsSpan(1, 5)));
        Assert.Throws<ArgumentException>("width", () => Method<Binary>("Bump")(memory.AsSpan(0, 5), memory.AsSpan(0, 4), memory));
    }

    private static T Method<T>(string name)
        where T : Delegate
    {
        Type[] parameters = [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(static p => p.ParameterType)];
        return Assembly.GetType("Samples.Curves")!.GetMethod(name, parameters)!.CreateDelegate<T>();
    }
}
