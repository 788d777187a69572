namespace FastOpt;

/// <summary>
/// Elementary functions in single precision. Each is one scalar method, a polynomial or rational kernel without tables, loops or branches, from
/// which the compiler makes overloads over <c>Vector128</c>, <c>Vector256</c> and <c>Vector512</c>, overloads over spans, and derivatives.
/// <para>
/// Every product that is followed by a sum is written as a fused multiply-add, so the scalar method and every vector width do the same operations
/// and give the same bits. Where the hardware has no fused multiply-add, the vector overloads multiply and add instead: results then differ in the
/// last bits.
/// </para>
/// <para>
/// The accuracies stated are the largest errors in units in the last place of the exact result, over every third
/// float at least, with hardware FMA; without, they are at most 2.5 ulp, 4 for Pow, and as stated for sine, cosine and tangent. NaN gives NaN throughout;
/// subnormal arguments and results are not flushed.
/// </para>
/// </summary>
public static partial class VectorMath;
