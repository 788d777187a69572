using System.Text;
using System.Text.RegularExpressions;

namespace FastOpt.Tests.Adversary;

/// <summary>
/// Makes cases of rules. A body's lanes are named x, y and z: of an optimizer the weight, the gradient and a state; of a gradient rule the gradient and the
/// weight; of an activation the input and a trained parameter; of a loss the prediction and the target; of a normalization the input, a statistic and a trained
/// parameter.
/// </summary>
internal static partial class RuleCase
{
    /// <summary>An optimizer; its new weight is what the body assigns to x, its new state what it assigns to z.</summary>
    /// <param name="name">The name of the rule.</param>
    /// <param name="hyperparameters">The parameters of its constructor, all with defaults.</param>
    /// <param name="body">The statements of its update.</param>
    /// <param name="members">Other members of the rule.</param>
    /// <param name="hasStep">Whether it takes the number of the step, which is 3.</param>
    /// <param name="hasState">Whether it has the state z.</param>
    public static CorpusCase Optimizer(string name, string hyperparameters, string body, string members = "", bool hasStep = false, bool hasState = false)
    {
        (string state, string step) = (hasState ? ", ref float z" : "", hasStep ? ", long step" : "");
        return Make("Optimizer", name, hyperparameters, members, $"public void Update(ref float x, float y{state}{step})", body) with
        {
            Coefficients = "var c = rule.GetCoefficients(3);",
            Scalar = hasState
                ? $"V = x[i]; W = z[i]; rule.Update(ref V, y[i], ref W{(hasStep ? ", 3" : "")});"
                : $"V = x[i]; rule.Update(ref V, y[i]{(hasStep ? ", 3" : "")});",
            Vector = hasState ? $"V = X; W = Z; {name}.Update(ref V, Y, ref W, in c);" : $"V = X; {name}.Update(ref V, Y, in c);",
            Lanes = hasState ? 3 : 2,
            HasState = hasState,
        };
    }

    /// <summary>A gradient rule; the learning rate is 0.5, the norm 2 and the step 3.</summary>
    /// <param name="name">The name of the rule.</param>
    /// <param name="hyperparameters">The parameters of its constructor, all with defaults.</param>
    /// <param name="parameters">The parameters of its method.</param>
    /// <param name="arguments">The arguments of its scalar method.</param>
    /// <param name="body">The statements of its method.</param>
    /// <param name="members">Other members of the rule.</param>
    public static CorpusCase GradientRule(string name, string hyperparameters, string parameters, string arguments, string body, string members = "") =>
        Make("GradientRule", name, hyperparameters, members, $"public float Apply({parameters})", body) with
        {
            Text = $"({hyperparameters}) {members} ({parameters}) {body}",
            Coefficients = "var c = rule.GetCoefficients(0.5, 2, 3);",
            Scalar = $"V = rule.Apply({arguments});",
            Vector = $"V = X; var other = Y; {name}.Apply(ref other, ref V, in c);",
            Lanes = 2,
        };

    /// <summary>A gradient rule that changes the gradient x and the weight, which is here the state z.</summary>
    public static CorpusCase GradientRuleOfBoth(string name, string hyperparameters, string body) =>
        Make("GradientRule", name, hyperparameters, "", "public void Apply(ref float weight, ref float gradient)", body) with
        {
            Coefficients = "var c = rule.GetCoefficients(0.5, 2, 3);",
            Scalar = "V = x[i]; W = z[i]; rule.Apply(ref W, ref V);",
            Vector = $"V = X; W = Z; {name}.Apply(ref W, ref V, in c);",
            Lanes = 3,
            HasState = true,
        };

    /// <summary>An activation; whether its derivative is taken from the input or the output, the compiled rule says.</summary>
    public static CorpusCase Activation(string name, string hyperparameters, string body, string members = "") =>
        Make("Activation", name, hyperparameters, members, "public float Apply(float x)", body) with
        {
            Coefficients = "var c = rule.GetCoefficients();",
            Scalar = "V = rule.Apply(x[i]);",
            Vector = $"V = {name}.Apply(X, in c);",
            Span = "rule.Apply(xs, R);",
            Slopes = [new($"D = {name}.Derivative(FromInput(typeof({name})) ? X : {name}.Apply(X, in c), in c);")],
            Twin = Twin(hyperparameters, body),
        };

    /// <summary>An activation with the trained parameter y.</summary>
    public static CorpusCase Trained(string name, string hyperparameters, string body) =>
        Operands("Activation", name, hyperparameters, "float x, [Trained(1)] float y", ["X", "Y"], body);

    /// <summary>A loss of the prediction x and the target y.</summary>
    public static CorpusCase Loss(string name, string hyperparameters, string body, string members = "") =>
        Make("Loss", name, hyperparameters, members, "public float Apply(float x, float y)", body) with
        {
            Coefficients = "var c = rule.GetCoefficients();",
            Scalar = "V = rule.Apply(x[i], y[i]);",
            Vector = $"V = {name}.Apply(X, Y, in c);",
            Slopes = [new($"_ = {name}.ApplyWithDerivative(X, Y, in c, out D);")],
            Twin = Twin(hyperparameters, body),
            Lanes = 2,
        };

    /// <summary>A normalization with one statistic, named y in the body, and the trained parameter z.</summary>
    public static CorpusCase Normalization(string name, string statistic, string hyperparameters, string body) =>
        Operands(
            "Normalization(Over = Axis.Features)", name, hyperparameters, $"float x, float {statistic}, [Trained(1)] float z", ["X", "Y", "Z"],
            $"float y = {statistic}; {body}") with
        {
            Text = $"({hyperparameters}) [y is the {statistic}] {body}",
            Twin = Twin(hyperparameters, body),
        };

    private static CorpusCase Operands(string attribute, string name, string hyperparameters, string parameters, string[] lanes, string body)
    {
        string vectors = string.Join(", ", lanes);
        string Gradients(int lane) =>
            $"{name}.Gradients(One, {vectors}, in c, {string.Join(", ", lanes.Select((_, k) => k == lane ? "out D" : "out _"))});";
        return Make(attribute, name, hyperparameters, "", $"public float Apply({parameters})", body) with
        {
            Coefficients = "var c = rule.GetCoefficients();",
            Scalar = $"V = rule.Apply({string.Join(", ", lanes.Select(static l => l.ToLowerInvariant() + "[i]"))});",
            Vector = $"V = {name}.Apply({vectors}, in c);",
            Slopes = [.. lanes.Select((_, k) => new CorpusSlope(Gradients(k), k))],
            Twin = Twin(hyperparameters, body),
            Lanes = lanes.Length,
        };
    }

    private static CorpusCase Make(string attribute, string name, string hyperparameters, string members, string signature, string body) =>
        new(
            name,
            $"[{attribute}] ({hyperparameters}) {members} {body}",
            $"[{attribute}] public readonly partial record struct {name}({hyperparameters}) {{ {members} {signature} {{ {body} }} }}")
        {
            Construct = $"var rule = new {name}();",
            Scalar = "",
            Vector = "",
            IsExact = BodyText.IsExact(body),
            NeedsFma = BodyText.NeedsFma(body),
            Decades = BodyText.Decades(body),
        };

    /// <summary>Hyperparameters are locals in the twin, with their defaults; one that is named as a lane is one behind <c>this</c> only.</summary>
    private static string Twin(string hyperparameters, string body)
    {
        var text = new StringBuilder();
        foreach (string hyperparameter in hyperparameters.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = hyperparameter.Split(' ');
            string name = words[1] is "x" or "y" or "z" ? "this_" + words[1] : words[1];
            text.Append($"{BodyText.InDouble(words[0])} {name} = {BodyText.InDouble(words[3])}; ");
        }

        return text + BodyText.InDouble(This().Replace(body, "this_$1").Replace("this.", "", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\bthis\.([xyz])\b")]
    private static partial Regex This();
}
