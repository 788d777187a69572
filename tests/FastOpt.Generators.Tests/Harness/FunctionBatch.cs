using System.Reflection;
using System.Text;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>A [Vectorized] method of a batch.</summary>
/// <param name="Name">Its name, which no other method of the batch has.</param>
/// <param name="Source">Its declaration, without the attribute.</param>
/// <param name="Lanes">How many of its parameters are lanes: the first ones.</param>
/// <param name="Scalars">The values of the other parameters as C#, each behind a comma.</param>
/// <param name="Derivative">The emitted derivative that is wanted besides the value: "Derivative", "SecondDerivative", "DerivativeInY" or none.</param>
internal sealed record BatchFunction(string Name, string Source, int Lanes = 1, string Scalars = "", string Derivative = "");

/// <summary>
/// Many [Vectorized] methods of one compilation, each driven at every width beside its own scalar method: the compiler starts once for all of them.
/// </summary>
internal sealed class FunctionBatch
{
    public static readonly int[] Widths = [128, 256, 512];

    private readonly Type _driver;

    private FunctionBatch(Type driver) => _driver = driver;

    /// <summary>Compiles the methods, and beside them the members of their class and what stands outside of it.</summary>
    public static FunctionBatch Compile(IReadOnlyList<BatchFunction> functions, string members = "", string outside = "", string attribute = "[Vectorized]") =>
        new(Generation.Run(Source(functions, members, outside, attribute)).Load(documented: false).GetType("Samples.Driver")!);

    /// <summary>The source that is compiled.</summary>
    public static string Source(IReadOnlyList<BatchFunction> functions, string members = "", string outside = "", string attribute = "[Vectorized]")
    {
        var text = new StringBuilder("using System.Runtime.Intrinsics;\n\nnamespace Samples;\n\n");
        text.Append(outside).Append("\npublic static partial class Batch\n{\n").Append(members).Append('\n');
        foreach (BatchFunction function in functions)
            text.Append("    ").Append(attribute).Append(" public static ").Append(function.Source).Append('\n');
        text.Append("}\n\npublic static class Driver\n{\n");
        foreach (BatchFunction function in functions)
            Drive(text, function);
        return text.Append("}\n").ToString();
    }

    /// <summary>What the scalar method gives for each element.</summary>
    public float[] Scalar(string name, float[] x, float[] y) => Invoke(name, x, y);

    /// <summary>What the vector form of a width gives for each element.</summary>
    public float[] Vector(string name, int width, float[] x, float[] y) => Invoke(name + width, x, y);

    /// <summary>The emitted derivative of a width.</summary>
    public float[] Derivative(string name, int width, float[] x, float[] y) => Invoke(name + "D" + width, x, y);

    private static void Drive(StringBuilder text, BatchFunction function)
    {
        string elements = string.Join(", ", new[] { "x[i]", "y[i]" }.Take(function.Lanes));
        text.Append($"    public static void {function.Name}(float[] x, float[] y, float[] r) {{ for (int i = 0; i < x.Length; i++) r[i] = Batch.{function.Name}({elements}{function.Scalars}); }}\n");
        foreach (int width in Widths)
        {
            string vectors = string.Join(", ", new[] { "x", "y" }.Take(function.Lanes).Select(v => $"Vector{width}.LoadUnsafe(ref {v}[0], (nuint)i)"));
            void Loop(string driver, string method) => text.Append(
                $"    public static void {driver}(float[] x, float[] y, float[] r) {{ for (int i = 0; i < x.Length; i += {width / 32}) Batch.{method}({vectors}{function.Scalars}).StoreUnsafe(ref r[0], (nuint)i); }}\n");
            Loop(function.Name + width, function.Name);
            if (function.Derivative.Length > 0)
                Loop(function.Name + "D" + width, function.Name + function.Derivative);
        }
    }

    private float[] Invoke(string method, float[] x, float[] y)
    {
        if (x.Length % 16 != 0 || y.Length != x.Length)
            throw new ArgumentException("The lengths must be equal multiples of 16.", nameof(x));
        float[] result = new float[x.Length];
        _driver.GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Action<float[], float[], float[]>>()(x, y, result);
        return result;
    }
}
