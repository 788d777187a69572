namespace FastOpt.Tests.Adversary;

/// <summary>Makes cases of [Vectorized] methods: an expression, or statements of which the last one returns.</summary>
internal static class FunctionCase
{
    private static readonly string[] Uniforms = ["A", "S", "N", "B"];

    /// <summary>The cases of one kind, numbered.</summary>
    /// <param name="kind">The beginning of their names.</param>
    /// <param name="ofX">Functions of the lane x.</param>
    /// <param name="ofXY">Functions of the lanes x and y.</param>
    /// <param name="ofUniforms">Functions of x and of what is the same for all elements: float a, double s, long n, bool b.</param>
    /// <param name="values">Functions of x and y of which only the values are compared.</param>
    /// <param name="second">Functions of x that have a second derivative.</param>
    public static IEnumerable<CorpusCase> All(
        string kind, string[]? ofX = null, string[]? ofXY = null, string[]? ofUniforms = null, string[]? second = null, string[]? values = null) =>
    [
        .. (ofX ?? []).Select((body, i) => OfX($"{kind}X{i}", body)),
        .. (ofXY ?? []).Select((body, i) => OfXY($"{kind}XY{i}", body)),
        .. (ofUniforms ?? []).Select((body, i) => OfUniforms($"{kind}U{i}", body)),
        .. (values ?? []).Select((body, i) => OfXY($"{kind}V{i}", body) with { Slopes = [] }),
        .. (second ?? []).Select((body, i) => Second($"{kind}S{i}", body)),
    ];

    /// <summary>A method of the lane x.</summary>
    public static CorpusCase OfX(string name, string body) => Make(name, body, "float x", ["x"], [], [("Derivative", 0, 1)]);

    /// <summary>A method of the lanes x and y, with derivatives in both.</summary>
    public static CorpusCase OfXY(string name, string body) =>
        Make(name, body, "float x, float y", ["x", "y"], [], [("Derivative", 0, 1), ("DerivativeInY", 1, 1)]);

    /// <summary>A method of the lane x and of values that are the same for all: a, s, n, b.</summary>
    public static CorpusCase OfUniforms(string name, string body) =>
        Make(name, body, "float x, float a, double s, long n, bool b", ["x"], Uniforms, [("Derivative", 0, 1)]);

    /// <summary>A method of the lane x, with its second derivative.</summary>
    public static CorpusCase Second(string name, string body) =>
        Make(name, body, "float x", ["x"], [], [("Derivative", 0, 1), ("SecondDerivative", 0, 2)], "[Vectorized(SecondDerivative = true)]");

    private static CorpusCase Make(
        string name, string body, string parameters, string[] lanes, string[] uniforms, (string Method, int Lane, int Order)[] slopes,
        string attribute = "[Vectorized]")
    {
        bool isBlock = BodyText.IsBlock(body);
        string vectors = string.Join(", ", lanes.Select(static l => l.ToUpperInvariant()).Concat(uniforms));
        string spans = string.Join(", ", lanes.Select(static l => l + "s").Concat(uniforms).Append("R"));
        string locals = uniforms.Length > 0 ? "double a = A; double s = S; long n = N; bool b = B; " : "";
        CorpusSlope Slope(string derivative, int lane, int order) => new($"D = {derivative}({vectors});", lane, order, $"{derivative}({spans});");
        bool hasSlopes = !BodyText.TakesBits(body);
        return new CorpusCase(name, body, $"{attribute} public static float {name}({parameters}) {(isBlock ? $"{{ {body} }}" : $"=> {body};")}")
        {
            IsMember = true,
            Scalar = $"V = Batch.{name}({string.Join(", ", lanes.Select(static l => l + "[i]").Concat(uniforms))});",
            Vector = $"V = Batch.{name}({vectors});",
            Span = $"Batch.{name}({spans});",
            Slopes = !hasSlopes ? [] : [.. slopes.Select(s => Slope($"Batch.{name}{s.Method}", s.Lane, s.Order))],
            Twin = !hasSlopes ? "" : locals + BodyText.InDouble(isBlock ? body : $"return {body};"),
            IsExact = BodyText.IsExact(body),
            NeedsFma = BodyText.NeedsFma(body),
            Decades = BodyText.Decades(body),
            Lanes = lanes.Length,
            HasUniforms = uniforms.Length > 0,
        };
    }
}
