using System.Text.RegularExpressions;

namespace FastOpt.Generators.Tests.Adversary;

/// <summary>A declaration of the corpus, how its scalar method is called and how its vector form, and what it means in double.</summary>
/// <param name="Name">A name that no other case has.</param>
/// <param name="Text">What a message shows: the source.</param>
/// <param name="Declaration">The C# of the declaration.</param>
/// <param name="IsMember">Whether it stands in the class of the functions, or beside it.</param>
/// <param name="Prepare">C# that runs once: the rule and its coefficients.</param>
/// <param name="Scalar">The result at <c>x[i]</c> and <c>y[i]</c>, as C# that assigns <c>r[i]</c>.</param>
/// <param name="Vector">The result at the vectors <c>X</c> and <c>Y</c>, as C# that assigns <c>V</c>.</param>
/// <param name="Derivative">The derivative in x, as C# that assigns <c>D</c>; empty if there is none.</param>
/// <param name="Twin">The body of the same function of x and y in double; empty if there is none.</param>
/// <param name="IsExact">Whether the lanes have the scalar method's bits: nothing is contracted, and functions are VectorMath's.</param>
internal sealed partial record CorpusCase(
    string Name, string Text, string Declaration, bool IsMember, string Prepare, string Scalar, string Vector, string Derivative, string Twin, bool IsExact)
{
    /// <summary>What the case shows of itself in a message.</summary>
    public override string ToString() => $"{Name}: {Text}";

    /// <summary>A [Vectorized] method of the lane x.</summary>
    public static CorpusCase OfOne(string name, string body) => Function(name, body, "float x", "x[i]", "X", "Derivative");

    /// <summary>A [Vectorized] method of the lanes x and y; the derivative in x or in y.</summary>
    public static CorpusCase OfTwo(string name, string body, bool inY = false) => Function(name, body, "float x, float y", "x[i], y[i]", "X, Y", inY ? "DerivativeInY" : "Derivative");

    /// <summary>A [Vectorized] method of the lane x and of values that are the same for all: a, s, n, b.</summary>
    public static CorpusCase OfUniforms(string name, string body) => Function(name, body, "float x, float a, double s, long n, bool b", "x[i], A, S, N, B", "X, A, S, N, B", "Derivative");

    /// <summary>An optimizer without states: its weight is x, its gradient y, and its new weight what the body assigns to x.</summary>
    public static CorpusCase Optimizer(string name, string hyperparameters, string construct, string body, string members = "", bool hasStep = false) => new(
        name,
        $"({hyperparameters}) {members} {body}",
        $"[Optimizer] public readonly partial record struct {name}({hyperparameters}) {{ {members} public void Update(ref float x, float y{(hasStep ? ", long step" : "")}) {{ {Clean(body)} }} }}",
        IsMember: false,
        $"var rule = new {name}({construct}); var c = rule.GetCoefficients(3);",
        $"float w = x[i]; rule.Update(ref w, y[i]{(hasStep ? ", 3" : "")}); r[i] = w;",
        $"V = X; {name}.Update(ref V, Y, in c);",
        "",
        "",
        ComparesBits(body));

    /// <summary>A gradient rule of the gradient x and the weight y.</summary>
    public static CorpusCase GradientRule(string name, string hyperparameters, string construct, string parameters, string arguments, string body, string members = "") => new(
        name,
        $"({hyperparameters}) {members} ({parameters}) {body}",
        $"[GradientRule] public readonly partial record struct {name}({hyperparameters}) {{ {members} public float Apply({parameters}) {{ {Clean(body)} }} }}",
        IsMember: false,
        $"var rule = new {name}({construct}); var c = rule.GetCoefficients(0.5, 2, 3);",
        $"r[i] = rule.Apply({arguments});",
        $"V = X; var other = Y; {name}.Apply(ref other, ref V, in c);",
        "",
        "",
        ComparesBits(body));

    /// <summary>An activation; whether its derivative is taken from the input or the output, the compiled rule says.</summary>
    public static CorpusCase Activation(string name, string hyperparameters, string construct, string body, string members = "") => new(
        name,
        $"({hyperparameters}) {members} {body}",
        $"[Activation] public readonly partial record struct {name}({hyperparameters}) {{ {members} public float Apply(float x) {{ {Clean(body)} }} }}",
        IsMember: false,
        $"var rule = new {name}({construct}); var c = rule.GetCoefficients();",
        "r[i] = rule.Apply(x[i]);",
        $"V = {name}.Apply(X, in c);",
        $"D = {name}.Derivative(FromInput(typeof({name})) ? X : {name}.Apply(X, in c), in c);",
        Double(Substitute(Clean(body), hyperparameters, construct)),
        ComparesBits(body));

    /// <summary>A loss of the prediction x and the target y.</summary>
    public static CorpusCase Loss(string name, string hyperparameters, string construct, string body, string members = "") => new(
        name,
        $"({hyperparameters}) {members} {body}",
        $"[Loss] public readonly partial record struct {name}({hyperparameters}) {{ {members} public float Apply(float x, float y) {{ {Clean(body)} }} }}",
        IsMember: false,
        $"var rule = new {name}({construct}); var c = rule.GetCoefficients();",
        "r[i] = rule.Apply(x[i], y[i]);",
        $"V = {name}.ApplyWithDerivative(X, Y, in c, out var _);",
        $"_ = {name}.ApplyWithDerivative(X, Y, in c, out D);",
        Double(Substitute(Clean(body), hyperparameters, construct)),
        ComparesBits(body));

    private static CorpusCase Function(string name, string body, string parameters, string scalars, string vectors, string derivative)
    {
        string method = body.Contains("return", StringComparison.Ordinal) ? $"{{ {Clean(body)} }}" : $"=> {Clean(body)};";
        string statements = body.Contains("return", StringComparison.Ordinal) ? Clean(body) : $"return {Clean(body)};";

        // What looks at bits or rounds to ints has another meaning in double, or no derivative.
        bool hasDerivative = !body.Contains("Bits", StringComparison.Ordinal) && !body.Contains('!', StringComparison.Ordinal);
        return new CorpusCase(
            name,
            body,
            $"[Vectorized] public static float {name}({parameters}) {method}",
            IsMember: true,
            "",
            $"r[i] = Batch.{name}({scalars});",
            $"V = Batch.{name}({vectors});",
            hasDerivative ? $"D = Batch.{name}{derivative}({vectors});" : "",
            hasDerivative ? (parameters.Contains("float a", StringComparison.Ordinal) ? "double a = A; double s = S; long n = N; bool b = B; " : "") + Double(statements) : "",
            ComparesBits(body));
    }

    /// <summary>Whether no sum can be contracted. Cases that call MathF's own functions begin with "~".</summary>
    private static bool ComparesBits(string body) => !body.StartsWith('~') && !(body.Contains('*', StringComparison.Ordinal) && Sum().IsMatch(body));

    private static string Clean(string body) => body.TrimStart('~');

    /// <summary>The body in double.</summary>
    private static string Double(string body) => Suffix().Replace(body, "$1d")
        .Replace("VectorMath.", "Twin.", StringComparison.Ordinal)
        .Replace("MathF.", "Math.", StringComparison.Ordinal)
        .Replace("float", "double", StringComparison.Ordinal);

    /// <summary>Hyperparameters are locals in the twin.</summary>
    private static string Substitute(string body, string hyperparameters, string construct)
    {
        string[] names = [.. hyperparameters.Split(", ", StringSplitOptions.RemoveEmptyEntries)];
        string[] values = [.. construct.Split(", ", StringSplitOptions.RemoveEmptyEntries)];
        return string.Concat(names.Select((n, i) => values.Length == 0 ? n + "; " : $"{n.Split('=')[0].Trim()} = {values[i]}; ")) + body.Replace("this.", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[+]|- |-=")]
    private static partial Regex Sum();

    [GeneratedRegex(@"(\d)f\b")]
    private static partial Regex Suffix();
}
