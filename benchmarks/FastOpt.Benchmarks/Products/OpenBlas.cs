using System.Runtime.InteropServices;
using FastOpt.Benchmarks.Machine;

namespace FastOpt.Benchmarks.Products;

/// <summary>
/// OpenBLAS's product of matrices in this process, on one thread.
/// Install: apt-get install libopenblas0-openmp (or libopenblas0-pthread).
/// </summary>
internal static class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101;
    private const int NoTranspose = 111;

    /// <summary>Whether it is there; sets it to one thread.</summary>
    public static bool TryLoad(out string description)
    {
        // OpenBLAS reads this when it is loaded, from the C library, which knows nothing of what .NET sets.
        if (SwitchedOff.Avx512)
            _ = SetEnvironment("OPENBLAS_CORETYPE", "Haswell", 1);
        description = $"{Library} is not installed (apt-get install libopenblas0-openmp)";
        if (!NativeLibrary.TryLoad(Library, typeof(OpenBlas).Assembly, null, out _))
            return false;
        SetThreads(1);
        string? path = File.ReadLines("/proc/self/maps")
            .Select(static line => line[(line.LastIndexOf(' ') + 1)..])
            .FirstOrDefault(static name => name.Contains("libopenblas", StringComparison.Ordinal));
        description = $"{Marshal.PtrToStringUTF8(Configuration())}, {path}";
        return true;
    }

    /// <summary>c = a · b, [m, k] · [k, n].</summary>
    public static void Multiply(float[] a, float[] b, float[] c, int m, int n, int k) =>
        Sgemm(RowMajor, NoTranspose, NoTranspose, m, n, k, 1, ref a[0], k, ref b[0], n, 0, ref c[0], n);

    [DllImport(Library, EntryPoint = "cblas_sgemm")]
    private static extern void Sgemm(
        int order,
        int transposeA,
        int transposeB,
        int m,
        int n,
        int k,
        float alpha,
        ref float a,
        int strideA,
        ref float b,
        int strideB,
        float beta,
        ref float c,
        int strideC);

    [DllImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static extern void SetThreads(int threads);

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrites);

    [DllImport(Library, EntryPoint = "openblas_get_config")]
    private static extern nint Configuration();
}
