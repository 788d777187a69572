namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Switch expressions and statements: guards, order, NaN, defaults in the middle.</summary>
internal static class Switches
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Switches",
        ofX:
        [
            "x switch { > 1f => 1f, > 0f => x, _ => 0f }",
            "x switch { float.NaN => 1f, 0f => 2f, float.PositiveInfinity => 3f, < 0f => 4f, _ => x }",
            "x switch { var v when v > 2f => v, var v when v < -2f => -v, var v => v / 2f }",
            "x switch { > 0f when x < 1f => 1f, > 0f => 2f, not 0f => 3f, _ => 4f }",
            "x switch { >= 1f and <= 2f or < -3f => x, not (> 0f) => 0f, _ => 1f }",
            "(int)x switch { 0 => 0f, 1 or -1 => 1f, > 5 => 5f, < -5 => -5f, _ => x }",
            "(x > 0f) switch { true => (x > 1f) switch { true => 1f, false => 2f }, false => 3f }",
            "float r = 0f; switch ((int)x) { case 1: r = 1f; break; default: r = 9f; break; case 2: case 3: r = 2f; break; } return r;",
            "float r = x; switch (x) { case > 2f: r = 2f; if (x > 3f) r = 3f; break; case < 0f when x > -1f: r = 0f; break; } return r;",
            "float r; switch (x) { case float.NaN: r = 1f; break; case var v when v > 0f: { float t = v / 2f; r = t; break; } default: r = -x; break; } "
                + "return r;",
            "switch (x) { case > 1f: switch ((int)x) { case 1: return 1f; case 2: return 2f; default: return 3f; } default: return x; }",
            "x switch { _ when x > 0f => VectorMath.Log(x), 0f => 0f, _ => VectorMath.Log(-x) }",
        ],
        ofXY:
        [
            "x switch { > 0f when y > 0f => 1f, > 0f => 2f, _ when y < 0f => 3f, _ => x / y }",
            "(x < y) switch { true => y switch { > 1f => x, _ => y }, _ => x switch { > 1f => y, _ => x } }",
        ],
        ofUniforms:
        [
            "n switch { 0 => x, 3 => -x, < 0 => x / 2f, _ => a }",
            "s switch { > 1e100 => x, double.NaN => -x, _ when b => x - a, _ => 1f }",
            "b switch { true => x switch { > 0f => a, _ => x }, false => (float)s }",
            "x switch { > 0f when b => x, > 0f when n > 0 => -x, > 0f => a, _ => 1f }",
            "double t = n switch { 0 => 1, > 0 => 8 / n, _ => s }; return x - (float)t;",
        ]);
}
