namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Shifts by more than there are bits, by negative counts, with and without sign; of lanes and of what is the same for all.</summary>
internal static class Shifts
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Shifts",
        ofX:
        [
            "(int)x << 0",
            "(int)x << 31",
            "(int)x << 32",
            "(int)x << 33",
            "(int)x >> 31",
            "(int)x >> 32",
            "(int)x >> 63",
            "(int)x >>> 31",
            "(int)x >>> 33",
            "(int)x << -1",
            "(int)x >> -31",
            "(int)x >>> -1",
            "((int)x << 3) >> 3",
            "((int)x >>> 4) << 4",
            "(int)x << 1 << 31",
            "int i = (int)x; i <<= 35; i >>= 33; i >>>= 65; return i;",
            "(BitConverter.SingleToInt32Bits(x) >> 23) - (BitConverter.SingleToInt32Bits(x) >>> 23)",
            "BitConverter.Int32BitsToSingle((int)x << 23)",
        ],
        ofUniforms:
        [
            "x + (1 << (int)n)",
            "x + (1L << (int)n)",
            "(int)x << (int)n",
            "(int)x >> (int)(n + 30)",
            "(int)x >>> (int)-n",
            "x + (float)((int)n >> 33) + (float)(n >> 65)",
            "x + (n >>> 1) + ((int)n >>> 1)",
            "int k = b ? 5 : 37; return (int)x << k;",
        ]);
}
