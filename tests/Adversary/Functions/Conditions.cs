namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Comparisons with NaN and zeros, their negations, and logic.</summary>
internal static class Conditions
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Conditions",
        ofX:
        [
            "x == x ? 1f : 0f",
            "x != x ? 1f : 0f",
            "!(x < 0f) ? 1f : 0f",
            "!(x >= 0f) ? 1f : 0f",
            "!(x == 0f) ? x : 7f",
            "x == -0f ? 1f : 0f",
            "x > float.MaxValue ? 1f : x < float.MinValue ? 2f : 3f",
            "x > 0f == x > 1f ? 1f : 0f",
            "x > 0f != x > 1f ? 1f : 0f",
            "x > 0f ^ x < 1f ? 1f : 0f",
            "(x > 0f | x > 1f) & !(x > 2f) ? x : -x",
            "x > 0f ? true ? x : 1f : false ? 2f : -x",
            "bool p = x > 0f; p = !p; p |= x > 5f; p &= x < 9f; p ^= true; return p ? 1f : 0f;",
            "x is float.NaN ? 1f : 0f",
            "x is not (> 0f or < -1f) ? 1f : 0f",
            "x is 0f ? 1f / x : x",
            "x is > 0f and not > 2f or -1f ? x : 0f",
            "float.IsNegative(x) ? 1f : 0f",
            "float.IsPositive(x) ? float.IsFinite(x) ? 1f : 2f : float.IsNegativeInfinity(x) ? 3f : 4f",
            "(x > 0f ? 1 : 0) + (x > 1f ? 1 : 0)",
            "1f > x ? 1f : 0f",
            "(x > 1f) == true ? 1f : 0f",
            "(int)x > 0 == (x > 0f) ? 1f : 0f",
            "x < 1e-45f ? 1f : 0f",
            "x <= 0.1f ? 1f : x >= 0.1f ? 2f : 3f",
        ],
        ofXY:
        [
            "x < y ? 1f : x > y ? 2f : x == y ? 3f : 4f",
            "!(x < y) && !(x >= y) ? 1f : 0f",
            "x < y == y > x ? 1f : 0f",
            "x != y || x == 0f && y >= 0f ? x : y",
            "(x > 0f && y > 0f) != (x > 0f || y > 0f) ? 1f : 0f",
            "bool p = x < y, q = y < x; (p, q) = (q, p); return p ? 1f : q ? 2f : 3f;",
            "x < 0f == y < 0f ? x / y : y / x",
        ],
        ofUniforms:
        [
            "b && x > 0f ? x : a",
            "x > 0f || b ? x : a",
            "b == x > 0f ? 1f : 0f",
            "b ^ x > 0f ? 1f : 0f",
            "s == s ? x : a",
            "s < n && n >= 0 ? x : -x",
            "!b & x > a ? 1f : x <= a ? 2f : 3f",
            "x == a ? 1f : x != a ? 2f : 3f",
        ]);
}
