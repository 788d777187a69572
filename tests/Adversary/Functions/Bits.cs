namespace FastOpt.Tests.Adversary.Functions;

/// <summary>The bits of floats, and ints as bits.</summary>
internal static class Bits
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Bits",
        ofX:
        [
            "BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) & 0x7FFFFFFF)",
            "BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) ^ int.MinValue)",
            "BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) | 1)",
            "BitConverter.Int32BitsToSingle(~BitConverter.SingleToInt32Bits(x))",
            "BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) - 1)",
            "BitConverter.SingleToInt32Bits(-0f) == BitConverter.SingleToInt32Bits(x) ? 1f : 0f",
            "BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(0f) ? 1f : 0f",
            "BitConverter.SingleToInt32Bits(x) < 0 ? -1f : 1f",
            "(BitConverter.SingleToInt32Bits(x) >> 23 & 0xFF) - 127",
            "BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) & unchecked((int)0xFF800000))",
            "BitConverter.Int32BitsToSingle(0x3F800000 | BitConverter.SingleToInt32Bits(x) & 0x007FFFFF) - 1f",
            "BitConverter.Int32BitsToSingle(0x5F3759DF - (BitConverter.SingleToInt32Bits(x) >> 1))",
            "float sign = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) & int.MinValue | 0x3F800000); return sign / 2f;",
            "BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x + 0f))",
            "BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(0f - x))",
            "(int)x & -2 | (int)x & 1",
            "((int)x ^ (int)x) + x",
            "~(int)x + 1 == -(int)x ? x : 0f",
            "(int)x & 0 | (int)x",
        ],
        ofXY:
        [
            "BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) & BitConverter.SingleToInt32Bits(y))",
            "BitConverter.SingleToInt32Bits(x) <= BitConverter.SingleToInt32Bits(y) ? x : y",
            "((int)x ^ (int)y) - ((int)x | (int)y) + ((int)x & (int)y)",
        ],
        ofUniforms:
        [
            "BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) + (int)n)",
            "x + (n & 0xFF) + (n ^ -1L) + (n | 1L) + ~n",
            "x + BitConverter.SingleToInt32Bits(a)",
        ]);
}
