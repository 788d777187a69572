using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt;

/// <summary>
/// Vectors of doubles. Sums run over eight lanes that are added in one order, with products rounded before they are added, so that their bits are the same on
/// every machine.
/// </summary>
internal static class Vectors
{
    /// <summary>2⁻⁵², the distance from 1 to the next number.</summary>
    public const double Epsilon = 1.0 / (1L << 52);

    private const int Lanes = 4;

    /// <summary>aᵀb.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double left = ref MemoryMarshal.GetReference(a);
        ref double right = ref MemoryMarshal.GetReference(b[..a.Length]);
        Vector256<double> even = Vector256<double>.Zero, odd = Vector256<double>.Zero;
        int i = 0;
        for (; i <= a.Length - 2 * Lanes; i += 2 * Lanes)
        {
            even += Vector256.LoadUnsafe(ref left, (nuint)i) * Vector256.LoadUnsafe(ref right, (nuint)i);
            odd += Vector256.LoadUnsafe(ref left, (nuint)(i + Lanes)) * Vector256.LoadUnsafe(ref right, (nuint)(i + Lanes));
        }

        even += odd;
        double sum = even.GetElement(0) + even.GetElement(2) + (even.GetElement(1) + even.GetElement(3));
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>y = y + s·x.</summary>
    public static void Add(Span<double> y, double s, ReadOnlySpan<double> x) => Sum(y, s, x, y);

    /// <summary>result = y + s·x.</summary>
    public static void Sum(ReadOnlySpan<double> y, double s, ReadOnlySpan<double> x, Span<double> result)
    {
        ref double first = ref MemoryMarshal.GetReference(y[..x.Length]);
        ref double second = ref MemoryMarshal.GetReference(x);
        ref double sum = ref MemoryMarshal.GetReference(result[..x.Length]);
        Vector256<double> scale = Vector256.Create(s);
        int i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            (Vector256.LoadUnsafe(ref first, (nuint)i) + scale * Vector256.LoadUnsafe(ref second, (nuint)i)).StoreUnsafe(ref sum, (nuint)i);
        for (; i < x.Length; i++)
            result[i] = y[i] + s * x[i];
    }

    /// <summary>result = s·x.</summary>
    public static void Scale(double s, ReadOnlySpan<double> x, Span<double> result)
    {
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(result[..x.Length]);
        Vector256<double> scale = Vector256.Create(s);
        int i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            (scale * Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < x.Length; i++)
            result[i] = s * x[i];
    }

    /// <summary>‖a‖₂, which neither overflows nor vanishes where the norm itself does not.</summary>
    public static double Norm(ReadOnlySpan<double> a)
    {
        double square = Dot(a, a);
        if (square is > 1e-280 and < 1e280)
            return Math.Sqrt(square);
        double largest = Largest(a);
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        double sum = 0;
        foreach (double value in a)
            sum += value / largest * (value / largest);
        return largest * Math.Sqrt(sum);
    }

    /// <summary>‖a‖∞; NaN if an element is NaN.</summary>
    public static double Largest(ReadOnlySpan<double> a)
    {
        double largest = 0;
        foreach (double value in a)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    /// <summary>Whether no element is infinite or NaN.</summary>
    public static bool AreFinite(ReadOnlySpan<double> a) => double.IsFinite(Largest(a));
}
