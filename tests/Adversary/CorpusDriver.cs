using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace FastOpt.Tests.Adversary;

/// <summary>Calls the compiled cases.</summary>
internal sealed class CorpusDriver
{
    private const DynamicallyAccessedMemberTypes Members = DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.PublicFields;

    [DynamicallyAccessedMembers(Members)]
    private readonly Type _driver;

    /// <summary>Results of a call: the value, the state, and the derivatives.</summary>
    private const int Results = 5;

    /// <param name="driver">The class Driver of the compiled source.</param>
    public CorpusDriver([DynamicallyAccessedMembers(Members)] Type driver) => _driver = driver;

    /// <summary>Sets the values of the uniforms.</summary>
    public void Set((float A, double S, long N, bool B) uniforms)
    {
        _driver.GetField("A")!.SetValue(null, uniforms.A);
        _driver.GetField("S")!.SetValue(null, uniforms.S);
        _driver.GetField("N")!.SetValue(null, uniforms.N);
        _driver.GetField("B")!.SetValue(null, uniforms.B);
    }

    /// <summary>What the scalar method gives for each element: the values, then the states. Where it throws, <paramref name="throws"/> is set.</summary>
    public float[][] Scalar(CorpusCase c, float[][] lanes, int count, out bool[] throws)
    {
        var method = Method<Action<float[][], float[][], int, int>>(c.Name + "_0");
        float[][] results = Arrays(lanes[0].Length);
        throws = new bool[count];
        if (Try(() => method(lanes, results, 0, count)))
            return results;
        for (int i = 0; i < count; i++)
            throws[i] = !Try(() => method(lanes, results, i, i + 1));
        return results;
    }

    /// <summary>The values, states and derivatives of a width; null where it throws.</summary>
    public float[][]? Vector(CorpusCase c, int width, float[][] lanes)
    {
        float[][] results = Arrays(lanes[0].Length);
        var method = Method<Action<float[][], float[][]>>(FormattableString.Invariant($"{c.Name}_{width}"));
        return Try(() => method(lanes, results)) ? results : null;
    }

    /// <summary>The span form over a part of the lanes, into <paramref name="results"/>; false where it throws.</summary>
    public bool Span(CorpusCase c, float[][] lanes, float[][] results, int from, int count)
    {
        var method = Method<Action<float[][], float[][], int, int>>(c.Name + "_S");
        return Try(() => method(lanes, results, from, count));
    }

    /// <summary>The span forms of the derivatives; false where there are none, or one throws.</summary>
    public bool SlopeSpans(CorpusCase c, float[][] lanes, float[][] results, int from, int count) =>
        c.Slopes.Any(static s => s.Span.Length > 0) && Try(() => Method<Action<float[][], float[][], int, int>>(c.Name + "_L")(lanes, results, from, count));

    /// <summary>The same function in double.</summary>
    public Func<double, double, double, double> Twin(CorpusCase c) => Method<Func<double, double, double, double>>(c.Name + "_T");

    /// <summary>Arrays for the results of a call.</summary>
    public static float[][] Arrays(int length) => [.. Enumerable.Range(0, Results).Select(_ => new float[length])];

    private T Method<T>(string name)
        where T : Delegate => _driver.GetMethod(name, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<T>();

    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException)
        {
            return false;
        }
    }
}
