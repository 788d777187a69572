using System.Reflection;
using System.Runtime.Intrinsics;

namespace FastOpt.Tests.CompiledRules;

/// <summary>Calls of vector methods found by reflection, over arrays of any length.</summary>
internal static class Lanes
{
    /// <summary>Every width that rules are compiled to.</summary>
    public static readonly int[] Widths = [128, 256, 512];

    /// <summary>
    /// Calls <paramref name="method"/> for successive vectors. <paramref name="values"/> are its leading arguments, element by element; those passed by
    /// reference are written back. What follows is passed as it is, but for a trailing out parameter, which is returned.
    /// </summary>
    public static (float[] Result, float[] Out) Invoke(MethodInfo method, int bits, object? coefficients, params float[][] values)
    {
        int lanes = bits / 32;
        int count = values[0].Length;
        var result = new float[count];
        var outResult = new float[count];
        var arguments = new object?[method.GetParameters().Length];
        for (int start = 0; start < count; start += lanes)
        {
            int used = Math.Min(lanes, count - start);
            Array.Clear(arguments);
            for (int i = 0; i < values.Length; i++)
                arguments[i] = Load(values[i].AsSpan(start, used), bits);
            arguments[values.Length] = coefficients;
            object? returned = method.Invoke(null, arguments);
            for (int i = 0; i < values.Length; i++)
            {
                if (method.GetParameters()[i].ParameterType.IsByRef)
                    Store(arguments[i]!, values[i].AsSpan(start, used));
            }

            if (returned is not null)
                Store(returned, result.AsSpan(start, used));
            if (arguments.Length > values.Length + 1)
                Store(arguments[^1]!, outResult.AsSpan(start, used));
        }

        return (result, outResult);
    }

    /// <summary>Calls a method that gives its results by out parameters behind the uniform values; all of them.</summary>
    public static float[][] InvokeOuts(MethodInfo method, int bits, object? coefficients, params float[][] values)
    {
        int lanes = bits / 32;
        int count = values[0].Length;
        var arguments = new object?[method.GetParameters().Length];
        float[][] results = [.. Enumerable.Range(0, arguments.Length - values.Length - 1).Select(_ => new float[count])];
        for (int start = 0; start < count; start += lanes)
        {
            int used = Math.Min(lanes, count - start);
            Array.Clear(arguments);
            for (int i = 0; i < values.Length; i++)
                arguments[i] = Load(values[i].AsSpan(start, used), bits);
            arguments[values.Length] = coefficients;
            method.Invoke(null, arguments);
            for (int i = 0; i < results.Length; i++)
                Store(arguments[values.Length + 1 + i]!, results[i].AsSpan(start, used));
        }

        return results;
    }

    private static object Load(ReadOnlySpan<float> values, int bits)
    {
        Span<float> lanes = stackalloc float[16];
        values.CopyTo(lanes);
        return bits switch
        {
            128 => Vector128.Create<float>(lanes),
            256 => Vector256.Create<float>(lanes),
            _ => (object)Vector512.Create<float>(lanes),
        };
    }

    private static void Store(object vector, Span<float> values)
    {
        Span<float> lanes = stackalloc float[16];
        switch (vector)
        {
            case Vector128<float> v:
                v.CopyTo(lanes);
                break;
            case Vector256<float> v:
                v.CopyTo(lanes);
                break;
            case Vector512<float> v:
                v.CopyTo(lanes);
                break;
        }

        lanes[..values.Length].CopyTo(values);
    }
}
