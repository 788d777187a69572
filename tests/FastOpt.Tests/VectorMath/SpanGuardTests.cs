using System.Reflection;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests;

/// <summary>
/// Every function of the library over spans, found by its signature: between guard pages on both sides, with inputs that cannot be written, for every length from 0 to
/// 257. What it gives has the bits of ordinary memory, and nothing of the result behind the length changes.
/// </summary>
public class SpanGuardTests
{
    private const int Longest = 257;
    private const float Sentinel = -77.5f;

    private static readonly Dictionary<string, MethodInfo> Functions = typeof(VectorMath).Assembly.GetExportedTypes()
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(static method => method.DeclaringType!.Namespace == "FastOpt" && !method.IsGenericMethod && method.ReturnType == typeof(void)
            && method.GetParameters() is [var x, .., var result] && x.ParameterType == typeof(ReadOnlySpan<float>) && result.ParameterType == typeof(Span<float>)
            && method.GetParameters()[1..^1].All(static p => p.ParameterType == typeof(ReadOnlySpan<float>) || p.ParameterType == typeof(float)))
        .Where(static method => method.IsStatic || method.DeclaringType!.IsValueType)
        .ToDictionary(static method => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters()[..^1].Select(static p => p.ParameterType == typeof(float) ? "float" : "span"))})");

    private delegate void Unary(ReadOnlySpan<float> x, Span<float> result);

    private delegate void Binary(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result);

    private delegate void BinaryUniform(ReadOnlySpan<float> x, float y, Span<float> result);

    public static TheoryData<string> Names => [.. Functions.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void TheSignaturesFindThem()
    {
        Assert.True(Functions.Count >= 46, $"{Functions.Count} functions");
        Assert.Contains("VectorMath.Exp(span)", Functions.Keys);
        Assert.Contains("VectorMath.Pow(span, span)", Functions.Keys);
        Assert.Contains("VectorMath.Pow(span, float)", Functions.Keys);
        Assert.Contains("Gelu.Apply(span)", Functions.Keys);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void StaysBetweenTheGuards(string name)
    {
        Assert.SkipUnless(GuardedMemory<float>.IsSupported, "Guard pages are made with mmap.");
        Binary function = Bind(Functions[name]);
        float[] first = Drawn(1);
        float[] second = Drawn(2);
        foreach (GuardSide side in Enum.GetValues<GuardSide>())
        {
            using var x = new GuardedMemory<float>(first, side, readOnly: true);
            using var y = new GuardedMemory<float>(second, side, readOnly: true);
            using var result = new GuardedMemory<float>(first, side);
            for (int length = 0; length <= Longest; length++)
            {
                result.Span.Fill(Sentinel);
                ReadOnlySpan<float> xs = x.Nearest(length, side);
                ReadOnlySpan<float> ys = y.Nearest(length, side);
                float[] expected = new float[length];
                function(xs.ToArray(), ys.ToArray(), expected);
                function(xs, ys, result.Nearest(length, side));
                Closeness.AssertSameBits(expected, result.Nearest(length, side), $"{name}, length {length}, guard {side}");
                Span<float> rest = side == GuardSide.Before ? result.Span[length..] : result.Span[..^length];
                Assert.Equal(-1, rest.IndexOfAnyExcept(Sentinel));
            }
        }
    }

    private static float[] Drawn(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Longest).Select(_ => (float)((random.NextDouble() * 6) - 1))];
    }

    private static Binary Bind(MethodInfo method)
    {
        object? target = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
        System.Reflection.ParameterInfo[] parameters = method.GetParameters();
        if (parameters.Length == 2)
        {
            var unary = method.CreateDelegate<Unary>(target);
            return (x, _, result) => unary(x, result);
        }

        if (parameters[1].ParameterType == typeof(float))
        {
            var uniform = method.CreateDelegate<BinaryUniform>(target);
            return (x, _, result) => uniform(x, 1.5f, result);
        }

        return method.CreateDelegate<Binary>(target);
    }
}
