using System.Numerics.Tensors;
using System.Reflection;

namespace FastOpt.Benchmarks.VectorMathTable;

/// <summary>A function over spans.</summary>
internal delegate void SpanFunction(ReadOnlySpan<float> x, Span<float> result);

/// <summary>A function of two arguments over spans.</summary>
internal delegate void SpanFunction2(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result);

/// <summary>One function of VectorMath beside its reference and its peer.</summary>
/// <param name="Name">As in VectorMath.</param>
/// <param name="Reference">The same in double.</param>
/// <param name="From">The least argument that is timed.</param>
/// <param name="To">The greatest one.</param>
/// <param name="Peer">TensorPrimitives' function, or null if it has none.</param>
internal sealed record FunctionEntry(string Name, Func<double, double> Reference, float From, float To, SpanFunction? Peer)
{
    /// <summary>Beyond it VectorMath's sine and cosine are NaN, as they say.</summary>
    private const double AngleLimit = 1e6;

    /// <summary>The greatest |x| for which VectorMath promises a value.</summary>
    public double Domain { get; init; } = double.PositiveInfinity;

    /// <summary>The functions of one argument.</summary>
    public static IReadOnlyList<FunctionEntry> All { get; } =
    [
        new("Exp", Math.Exp, -10, 10, TensorPrimitives.Exp),
        new("Exp2", x => Math.Pow(2, x), -10, 10, TensorPrimitives.Exp2),
        new("Expm1", ReferenceFunctions.Expm1, -10, 10, TensorPrimitives.ExpM1),
        new("Log", Math.Log, 0.01f, 100, TensorPrimitives.Log),
        new("Log1P", ReferenceFunctions.Log1P, -0.9f, 100, TensorPrimitives.LogP1),
        new("Log2", Math.Log2, 0.01f, 100, TensorPrimitives.Log2),
        new("Tanh", ReferenceFunctions.Tanh, -5, 5, TensorPrimitives.Tanh),
        new("Sinh", ReferenceFunctions.Sinh, -5, 5, TensorPrimitives.Sinh),
        new("Cosh", Math.Cosh, -5, 5, TensorPrimitives.Cosh),
        new("Sigmoid", ReferenceFunctions.Sigmoid, -10, 10, TensorPrimitives.Sigmoid),
        new("Softplus", ReferenceFunctions.Softplus, -10, 10, null),
        new("Erf", ReferenceFunctions.Erf, -4, 4, null),
        new("Sin", Math.Sin, -10, 10, TensorPrimitives.Sin) { Domain = AngleLimit },
        new("Cos", Math.Cos, -10, 10, TensorPrimitives.Cos) { Domain = AngleLimit },
        new("Tan", Math.Tan, -10, 10, TensorPrimitives.Tan) { Domain = AngleLimit },
        new("Atan", Math.Atan, -10, 10, TensorPrimitives.Atan),
        new("Sqrt", Math.Sqrt, 0, 100, TensorPrimitives.Sqrt),
        new("Cbrt", Math.Cbrt, -100, 100, TensorPrimitives.Cbrt),
        new("Floor", Math.Floor, -100, 100, TensorPrimitives.Floor),
        new("Ceiling", Math.Ceiling, -100, 100, TensorPrimitives.Ceiling),
        new("Round", Math.Round, -100, 100, TensorPrimitives.Round),
        new("Truncate", Math.Truncate, -100, 100, TensorPrimitives.Truncate),
    ];

    /// <summary>VectorMath's form over spans, or null while the library lacks it.</summary>
    public SpanFunction? Ours => Find<SpanFunction>(Name, typeof(ReadOnlySpan<float>), typeof(Span<float>));

    /// <summary>VectorMath's power, the one function of two arguments.</summary>
    public static SpanFunction2? Pow => Find<SpanFunction2>("Pow", typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<float>), typeof(Span<float>));

    private static T? Find<T>(string name, params Type[] types)
        where T : Delegate =>
        typeof(VectorMath).GetMethod(name, BindingFlags.Public | BindingFlags.Static, types)?.CreateDelegate<T>();
}
