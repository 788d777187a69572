namespace FastOpt.Benchmarks.Machine;

/// <summary>What of the processor a run is told to leave out.</summary>
internal static class SwitchedOff
{
    /// <summary>Whether AVX-512 is switched off: the runtime's own variable.</summary>
    public static bool Avx512 { get; } = Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0";

    /// <summary>What a page says of it: a paragraph, or nothing.</summary>
    public static string Note =>
        Avx512 ? "\n\nAVX-512 is switched off for FastOpt, PyTorch and OpenBLAS; dlib's templates and ONNX Runtime have no such switch." : "";
}
