using System.Runtime.Intrinsics;

namespace FastOpt.Tests;

/// <summary>The compiled overloads of <see cref="VectorMath"/> against the scalar methods that they were made from.</summary>
public class VectorFormTests
{
    public static TheoryData<string> Names => ElementaryFunction.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryWidthGivesTheScalarsBits(string name)
    {
        ElementaryFunction function = ElementaryFunction.Get(name);
        float[] xs = Arguments();
        for (int i = 0; i < xs.Length; i += 16)
        {
            ReadOnlySpan<float> x = xs.AsSpan(i, 16);
            Vector512<float> by16 = function.Vector512(Vector512.Create(x));
            Vector256<float> by8Low = function.Vector256(Vector256.Create(x));
            Vector256<float> by8High = function.Vector256(Vector256.Create(x[8..]));
            for (int lane = 0; lane < 16; lane++)
            {
                float by8 = lane < 8 ? by8Low[lane] : by8High[lane - 8];
                float by4 = function.Vector128(Vector128.Create(x.Slice(lane & ~3, 4)))[lane & 3];
                LaneComparison.Same(by16[lane], by8, name, x[lane]);
                LaneComparison.Same(by16[lane], by4, name, x[lane]);
                LaneComparison.LikeScalar(by16[lane], function.Scalar(x[lane]), function, x[lane]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SpansOfAnyLengthGiveTheVectorsBits(string name)
    {
        ElementaryFunction function = ElementaryFunction.Get(name);
        float[] xs = [.. Arguments().Where((_, i) => i % 37 == 0).Take(257)];
        float[] expected = [.. xs.Select(x => function.Vector128(Vector128.Create(x))[0])];
        for (int length = 0; length <= xs.Length; length++)
        {
            // One more on both sides, which must stay as it was.
            float[] result = new float[length + 2];
            result.AsSpan().Fill(-77);
            function.Span(xs.AsSpan(0, length), result.AsSpan(1, length));
            Assert.Equal(-77, result[0]);
            Assert.Equal(-77, result[^1]);
            for (int i = 0; i < length; i++)
                LaneComparison.Same(expected[i], result[i + 1], name, xs[i]);

            float[] inPlace = xs.AsSpan(0, length).ToArray();
            function.Span(inPlace, inPlace);
            for (int i = 0; i < length; i++)
                LaneComparison.Same(expected[i], inPlace[i], name, xs[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivativesAreTheFunctionsSlopes(string name)
    {
        ElementaryFunction function = ElementaryFunction.Get(name);
        float start = name is nameof(VectorMath.Log) or nameof(VectorMath.Log2) or nameof(VectorMath.Log1P) or nameof(VectorMath.Sqrt) ? 0.25f : -3;
        float[] xs = [.. Enumerable.Range(0, 200).Select(i => start + i * 0.03125f)];
        float[] slopes = new float[xs.Length];
        function.Derivative(xs, slopes);
        for (int i = 0; i < xs.Length; i++)
        {
            const double h = 1e-5;

            // Where the function steps or its slope is infinite, there is no derivative to compare with.
            if (Math.Abs(function.Exact(xs[i] + h) - function.Exact(xs[i] - h)) > 1e3 * h)
                continue;
            double slope = (function.Exact(xs[i] + h) - function.Exact(xs[i] - h)) / (2 * h);
            Assert.True(Math.Abs(slopes[i] - slope) <= 1e-6 * Math.Max(1, Math.Abs(slope)), $"{name}'({xs[i]:R}) = {slopes[i]:R} instead of {slope:R}");
        }
    }

    // A multiple of 16: strides over all bit patterns, then the edges.
    private static float[] Arguments()
    {
        IEnumerable<float> patterns = Enumerable.Range(0, 60_000).Select(i => BitConverter.UInt32BitsToSingle((uint)(i * 71_573L)));
        float[] all = [.. patterns, .. ElementaryFunction.Edges()];
        return all[..(all.Length & ~15)];
    }
}
