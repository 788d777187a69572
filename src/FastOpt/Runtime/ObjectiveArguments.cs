using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>The checks at the door of every objective: each names the objective, the argument and the numbers. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ObjectiveArguments
{
    /// <summary>Checks the length of a span that is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(string objective, int length, ReadOnlySpan<double> span, string argument)
    {
        if (span.Length != length)
            ThrowLength(objective, length, span.Length, argument);
    }

    /// <summary>Checks the length of a span that is written, and that it does not overlap what is still read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(string objective, int length, ReadOnlySpan<double> span, ReadOnlySpan<double> read, string argument)
    {
        if (span.Length != length)
            ThrowLength(objective, length, span.Length, argument);
        if (span.Overlaps(read))
            ThrowOverlap(objective, argument);
    }

    /// <summary>Checks the length of a span that is written, and that it overlaps neither of two that are still read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(string objective, int length, ReadOnlySpan<double> span, ReadOnlySpan<double> read, ReadOnlySpan<double> alsoRead, string argument)
    {
        Check(objective, length, span, read, argument);
        if (span.Overlaps(alsoRead))
            ThrowOverlap(objective, argument);
    }

    /// <summary>Checks that a grid has a value for each point, and that they do not overlap its axes.</summary>
    public static void CheckGrid(string objective, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> values)
    {
        if (values.Length != (long)xs.Length * ys.Length)
        {
            string grid = $"a grid of {Text(xs.Length)} by {Text(ys.Length)} points has {((long)xs.Length * ys.Length).ToString(CultureInfo.InvariantCulture)}";
            throw new ArgumentException($"{objective}: values has {Text(values.Length)} elements, but {grid}.", nameof(values));
        }

        if (values.Overlaps(xs) || values.Overlaps(ys))
            ThrowOverlap(objective, nameof(values));
    }

    [DoesNotReturn]
    private static void ThrowLength(string objective, int expected, int length, string argument) =>
        throw new ArgumentException($"{objective}: {argument} has {Text(length)} elements, but it must have {Text(expected)}.", argument);

    [DoesNotReturn]
    private static void ThrowOverlap(string objective, string argument) =>
        throw new ArgumentException($"{objective}: {argument} overlaps what is still read while it is written.", argument);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
