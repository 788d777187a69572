namespace FastOpt.Tests.Adversary;

/// <summary>Holds compiled cases against their scalar methods and their twins in double.</summary>
/// <param name="driver">Calls the cases.</param>
/// <param name="hasFma">Whether the machine has fused multiply-adds: without, bits are not promised where one is written.</param>
internal sealed class CorpusCheck(CorpusDriver driver, bool hasFma)
{
    /// <summary>Derivatives that must be told for each case: fewer would be no test.</summary>
    private const int FewestSlopes = 8;

    /// <summary>A case that is wrong is wrong often.</summary>
    private const int MostComplaints = 3;

    private const int Points = 320;
    private const float Canary = 12345.678f;

    /// <summary>Values of the uniforms: ordinary ones, and those with which things overflow, divide by zero or are no numbers.</summary>
    public static readonly (float A, double S, long N, bool B)[] Uniforms =
    [
        (0.625f, 1.75, 3, true), (-0f, -0.375, 0, false), (1e-25f, 1e300, -1, true), (float.NaN, double.NaN, long.MinValue, false), (3e38f, -5e-324, 40, true),
        (float.NegativeInfinity, double.PositiveInfinity, 3_000_000_000, false),
    ];

    private readonly List<string> _complaints = [];

    /// <summary>What was wrong; a few times for each case.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>How many values were compared.</summary>
    public long Values { get; private set; }

    /// <summary>How many derivatives were compared.</summary>
    public long Slopes { get; private set; }

    /// <summary>Checks a case with all values of the uniforms.</summary>
    public void Check(CorpusCase c)
    {
        int before = _complaints.Count;
        foreach ((float A, double S, long N, bool B) uniforms in c.HasUniforms ? Uniforms : Uniforms[..1])
        {
            driver.Set(uniforms);
            for (int shift = 0; shift < SpecialValues.All.Length && _complaints.Count < before + MostComplaints; shift++)
                CheckValues(c, shift, c.HasUniforms ? $"uniforms {uniforms}, " : "");
        }

        driver.Set(Uniforms[0]);
        if (c.Twin.Length > 0 && c.Slopes.Count > 0 && _complaints.Count == before)
            CheckSlopes(c);
    }

    private static float[][] Lanes(int shift)
    {
        // Over all shifts, every value stands at every position, and every pair of x and y is met.
        int length = (SpecialValues.All.Length + 31) / 16 * 16;
        return [SpecialValues.Turned(shift, length), SpecialValues.Turned(2 * shift, length), SpecialValues.Turned((7 * shift) + 11, length)];
    }

    private void CheckValues(CorpusCase c, int shift, string when)
    {
        float[][] lanes = Lanes(shift);
        int count = SpecialValues.All.Length;
        float[][] expected = driver.Scalar(c, lanes, count, out bool[] throws);
        bool alwaysThrows = throws.All(static t => t);
        foreach (int width in CorpusSource.Widths)
        {
            float[][]? found = driver.Vector(c, width, lanes);
            if (found is null || alwaysThrows)
            {
                if (alwaysThrows ? found is not null : !throws.Any(static t => t))
                    Complain($"{c}\n    {when}{width} bits: the scalar method {(alwaysThrows ? "throws, the lanes do not" : "does not throw, the lanes do")}.");
                continue;
            }

            Compare(c, $"{when}{width} bits", lanes, expected, found, throws, 0, count);
        }

        if (c.Span.Length > 0 && !throws.Any(static t => t))
            CheckSpans(c, $"{when}spans", lanes, expected, throws, count);
    }

    /// <summary>The span forms, beside and in place of what must not be touched.</summary>
    private void CheckSpans(CorpusCase c, string when, float[][] lanes, float[][] expected, bool[] throws, int count)
    {
        const int Before = 5;
        float[][] moved = [.. lanes.Select(l => Shifted(l, Before))];
        float[][] results = CorpusDriver.Arrays(moved[0].Length);
        foreach (float[] result in results)
            Array.Fill(result, Canary);
        if (!driver.Span(c, moved, results, Before, count))
        {
            Complain($"{c}\n    {when}: the scalar method does not throw, the lanes do.");
            return;
        }

        float[][] found = [.. results.Select(r => r[Before..(Before + count)])];
        Compare(c, when, lanes, [expected[0]], [found[0]], throws, 0, count);
        bool hasSlopes = driver.SlopeSpans(c, moved, results, Before, count);
        foreach (float[] result in results)
        {
            if (result[..Before].Concat(result[(Before + count)..]).Any(static v => v != Canary))
                Complain($"{c}\n    {when}: something beside the span was written.");
        }

        float[][] inPlace = [.. moved.Select(static l => (float[])l.Clone())];
        driver.Span(c, inPlace, [inPlace[0]], Before, count);
        Compare(c, when + " in place", lanes, [expected[0]], [inPlace[0][Before..(Before + count)]], throws, 0, count);
        if (hasSlopes)
            CompareSlopeBits(c, when, lanes, [.. results.Select(r => r[Before..(Before + count)])], count);
    }

    /// <summary>An element's derivative has the same bits in a span as in a vector, wherever it stands.</summary>
    private void CompareSlopeBits(CorpusCase c, string when, float[][] lanes, float[][] found, int count)
    {
        foreach (int width in CorpusSource.Widths)
        {
            if (driver.Vector(c, width, lanes) is not { } vectors)
                continue;
            for (int k = 0; k < c.Slopes.Count; k++)
            {
                for (int i = 0; i < count; i++)
                {
                    (float inSpan, float inVector) = (found[k + CorpusSource.FirstSlope][i], vectors[k + CorpusSource.FirstSlope][i]);
                    if (IsSame(inSpan, inVector))
                        continue;
                    Complain(FormattableString.Invariant($"{c}\n    {when}: derivative {k} {At(lanes, i)} is {inSpan:R}, at {width} bits {inVector:R}."));
                    return;
                }
            }
        }
    }

    private void Compare(CorpusCase c, string when, float[][] lanes, float[][] expected, float[][] found, bool[] throws, int from, int to)
    {
        Func<double, double, double, double>? twin = c.Twin.Length > 0 ? driver.Twin(c) : null;
        for (int k = 0; k < (c.HasState ? 2 : 1); k++)
        {
            for (int i = from; i < to; i++)
            {
                if (throws[i])
                    continue;
                Values++;
                (float scalar, float lane) = (expected[k][i], found[k][i]);
                if (IsSame(scalar, lane) || (k == 1 && IsDecayed(scalar, lane)) || IsNear(c, twin, lanes, scalar, lane, i))
                    continue;
                Complain(FormattableString.Invariant($"{c}\n    {when} {At(lanes, i)}: scalar {scalar:R}, lanes {lane:R}."));
                return;
            }
        }
    }

    /// <summary>Where bits are not promised, a rounding less, another function's rounding, or an overflow less.</summary>
    private bool IsNear(CorpusCase c, Func<double, double, double, double>? twin, float[][] lanes, float expected, float found, int i)
    {
        if (c.IsExact && (hasFma || !c.NeedsFma))
            return false;
        const double Relative = 1e-5;
        const double Smallest = 1e-37;
        const double Rounding = 5e-7;
        if (Math.Abs((double)found - expected) <= (Relative * Math.Abs(expected)) + Smallest)
            return true;
        double exact = twin is null ? expected : new SlopeOracle(twin).Value([lanes[0][i], lanes[1][i], lanes[2][i]]);

        // A fused multiply-add may keep what a rounded product loses against a sum of its size.
        double size = new[] { lanes[0][i], lanes[1][i], lanes[2][i] }.Take(c.Lanes).Max(static v => Math.Abs((double)v));
        bool maySkipOverflow = size > 1e18 && (!float.IsFinite(expected) || (!hasFma && !float.IsFinite(found)));
        bool overflows = float.IsInfinity(found) && Math.Abs(exact) > float.MaxValue && Math.Sign(found) == Math.Sign(exact);
        bool isRounded = Math.Abs((double)found - expected) <= Rounding * size;
        return maySkipOverflow || overflows || isRounded || Math.Abs(found - exact) <= (Relative * Math.Abs(exact)) + Smallest;
    }

    /// <summary>States next to zero become zero, before they are denormal.</summary>
    private static bool IsDecayed(float expected, float found) => found == 0 && Math.Abs(expected) < 1e-30f;

    private void CheckSlopes(CorpusCase c)
    {
        var oracle = new SlopeOracle(driver.Twin(c));
        float[][] lanes = [.. new[] { 0, 1, 2 }.Select(lane => SpecialValues.Points(Points, lane, c.Decades))];
        float[][] scalar = driver.Scalar(c, lanes, Points, out bool[] throws);
        int[] compared = new int[c.Slopes.Count];
        (int finite, int usable) = (0, 0);
        int most = _complaints.Count + MostComplaints;
        foreach (int width in CorpusSource.Widths)
        {
            float[][] found = driver.Vector(c, width, lanes)!;
            for (int i = 0; i < Points; i++)
            {
                double[] point = [lanes[0][i], lanes[1][i], lanes[2][i]];
                double value = oracle.Value(point);

                finite += !throws[i] && double.IsFinite(value) && float.IsFinite(scalar[0][i]) ? 1 : 0;

                // Where the value itself leaves the range of float, or its digits, so may the derivative.
                if (throws[i] || !(Math.Abs(scalar[0][i] - value) <= (1e-4 * Math.Abs(value)) + 1e-37))
                    continue;
                usable++;
                for (int k = 0; k < c.Slopes.Count && _complaints.Count < most; k++)
                    compared[k] += CompareSlope(c, k, point, value, oracle, found[k + CorpusSource.FirstSlope][i], $"{width} bits {At(lanes, i)}") ? 1 : 0;
            }
        }

        if (finite > 0 && usable < finite / 8)
            Complain($"{c}\n    the twin in double is another function at {finite - usable} of {finite} points.");

        // Where there are values, there is something to compare.
        for (int k = 0; k < compared.Length && usable > 0 && _complaints.Count < most; k++)
        {
            if (compared[k] < FewestSlopes * CorpusSource.Widths.Length)
                Complain($"{c}\n    derivative {k} could be told at {compared[k] / CorpusSource.Widths.Length} points only.");
        }
    }

    private bool CompareSlope(CorpusCase c, int k, double[] point, double value, SlopeOracle oracle, float found, string when)
    {
        CorpusSlope slope = c.Slopes[k];
        if (oracle.Slope(point, slope.Lane, slope.Order) is not { } expected)
            return false;
        if (Math.Abs(expected) > float.MaxValue / 16)
            return true;
        double size = Math.Abs(point[slope.Lane]);
        double scale = Math.Abs(value) / (slope.Order == 1 ? size : size * size);
        Slopes++;
        if (!(Math.Abs(found - expected) <= (3e-4 * Math.Abs(expected)) + (2e-6 * scale) + 1e-37))
            Complain(FormattableString.Invariant($"{c}\n    derivative {k} at {when}: differences {expected:R}, lanes {found:R}."));
        return true;
    }

    private static string At(float[][] lanes, int i) =>
        FormattableString.Invariant($"at x = {lanes[0][i]:R}, y = {lanes[1][i]:R}, z = {lanes[2][i]:R} (element {i})");

    private static bool IsSame(float expected, float found) =>
        BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(found) || (float.IsNaN(expected) && float.IsNaN(found));

    private static float[] Shifted(float[] values, int by) => [.. Enumerable.Repeat(Canary, by), .. values];

    private void Complain(string text) => _complaints.Add(text);
}
