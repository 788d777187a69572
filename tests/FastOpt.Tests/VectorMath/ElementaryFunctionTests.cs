namespace FastOpt.Tests;

public class ElementaryFunctionTests
{
    public static TheoryData<string> Names => ElementaryFunction.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWithinItsBoundAllOverTheFloats(string name)
    {
        ElementaryFunction function = ElementaryFunction.Get(name);
        double worst = 0;
        float worstAt = 0;
        for (long bits = 0; bits <= uint.MaxValue; bits += 9973)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            if (Math.Abs(x) > function.Limit)
                continue;
            double error = Ulp.Error(function.Scalar(x), function.Exact(x));
            if (error > worst)
                (worst, worstAt) = (error, x);
        }

        Assert.True(worst <= function.Bound, $"{name}({worstAt:R}) = {function.Scalar(worstAt):R}, {worst:F2} ulp from {function.Exact(worstAt):R}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWithinItsBoundAtTheEdges(string name)
    {
        ElementaryFunction function = ElementaryFunction.Get(name);
        foreach (float x in ElementaryFunction.Edges())
        {
            double exact = Math.Abs(x) > function.Limit ? double.NaN : function.Exact(x);
            double error = Ulp.Error(function.Scalar(x), exact);
            Assert.True(error <= function.Bound, $"{name}({x:R}) = {function.Scalar(x):R}, {error:F2} ulp from {exact:R}");
        }
    }

    [Fact]
    public void ValuesThatMustBeExactAreExact()
    {
        Assert.Equal(1f, VectorMath.Exp(0));
        Assert.Equal(0f, VectorMath.Log(1));
        Assert.Equal(8f, VectorMath.Exp2(3));
        Assert.Equal(0.5f, VectorMath.Exp2(-1));
        Assert.Equal(float.Epsilon, VectorMath.Exp2(-149));
        Assert.Equal(10f, VectorMath.Log2(1024));
        Assert.Equal(-149f, VectorMath.Log2(float.Epsilon));
        Assert.Equal(-3f, VectorMath.Cbrt(-27));
        Assert.Equal(MathF.PI / 2, VectorMath.Atan(float.PositiveInfinity));
        Assert.Equal(-2f, VectorMath.Round(-2.5f));
        Assert.Equal(0.5f, VectorMath.Sigmoid(0));
        Assert.Equal(1f, VectorMath.Tanh(20));
        Assert.Equal(-1f, VectorMath.Tanh(float.NegativeInfinity));
        Assert.Equal(1f, VectorMath.Erf(4));
        Assert.Equal(1f, VectorMath.Cosh(0));
        Assert.Equal(1f, VectorMath.Cos(0));
        Assert.Equal(float.Epsilon, VectorMath.Exp(-103.5f));
        Assert.Equal(100f, VectorMath.Softplus(100));
    }

    [Fact]
    public void BoundedFunctionsStayWithinTheirBounds()
    {
        for (float x = -12; x < 12; x += 0.00037f)
        {
            Assert.InRange(VectorMath.Tanh(x), -1f, 1f);
            Assert.InRange(VectorMath.Erf(x), -1f, 1f);
            Assert.InRange(VectorMath.Sigmoid(x), 0f, 1f);
            Assert.InRange(VectorMath.Sin(x * 1000), -1f, 1f);
            Assert.InRange(VectorMath.Cos(x * 1000), -1f, 1f);
        }
    }
}
