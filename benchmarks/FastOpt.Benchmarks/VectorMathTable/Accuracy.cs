namespace FastOpt.Benchmarks.VectorMathTable;

/// <summary>The largest error of a function over a dense sample of all floats, in units in the last place of the exact result.</summary>
internal static class Accuracy
{
    /// <summary>Every 1021st float: 4.2 million arguments of every size and both signs.</summary>
    private const uint Stride = 1021;
    private const int Block = 4096;
    private const double SmallestNormal = 1.1754943508222875e-38;

    /// <summary>The largest error in ulp, and where; infinite if a result is not finite where it should be, or the other way round.</summary>
    public static (double Ulp, float At) Largest(SpanFunction function, Func<double, double> reference, double domain)
    {
        float[] arguments = new float[Block], results = new float[Block];
        (double Ulp, float At) worst = default;
        for (ulong bits = 0; bits <= uint.MaxValue;)
        {
            for (int i = 0; i < Block; i++, bits += Stride)
                arguments[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(bits, uint.MaxValue));
            function(arguments, results);
            for (int i = 0; i < Block; i++)
            {
                if (Math.Abs(arguments[i]) > domain)
                    continue;
                double error = Error(results[i], reference(arguments[i]));
                if (error > worst.Ulp)
                    worst = (error, arguments[i]);
            }
        }

        return worst;
    }

    private static double Error(float result, double exact)
    {
        float rounded = (float)exact;
        if (float.IsNaN(result) || float.IsNaN(rounded))
            return float.IsNaN(result) == float.IsNaN(rounded) ? 0 : double.PositiveInfinity;
        if (float.IsInfinity(result) || float.IsInfinity(rounded))
            return result == rounded ? 0 : NearOverflow(result, exact);
        double unit = Math.Max(Math.Abs(exact), SmallestNormal);
        return Math.Abs(result - exact) / Math.ScaleB(1, Math.ILogB(unit) - 23);
    }

    /// <summary>One side is infinite: the error against the first number beyond the floats.</summary>
    private static double NearOverflow(float result, double exact)
    {
        double limit = Math.ScaleB(1, 128);
        double value = float.IsInfinity(result) ? Math.CopySign(limit, result) : result;
        double other = Math.Abs(exact) > limit ? Math.CopySign(limit, exact) : exact;
        return Math.Abs(value - other) / Math.ScaleB(1, 104);
    }
}
