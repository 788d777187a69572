using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads the loss of a network: the rule, what its declaration says it is a loss of, and how the losses of a batch become one number.</summary>
internal sealed class LossParser(RuleUse rules, DiagnosticList diagnostics, CancellationToken cancellation)
{
    private const string Marker = "FastOpt.LossAttribute";
    private const string ClassWeights = "ClassWeights";
    private const string LabelSmoothing = "LabelSmoothing";
    private const string SoftTargets = "SoftTargets";

    // Of what is less no mean can be taken in floats.
    private const double SmallestNormal = 1.17549435082228751e-38;

    /// <summary>The rule and its use; null after an error, which is then reported.</summary>
    /// <param name="network">The network's attribute.</param>
    /// <param name="name">The network's name.</param>
    /// <param name="losses">The losses that it names.</param>
    /// <param name="width">Outputs of the last layer.</param>
    public (RuleReference Rule, LossUse Use)? Parse(AttributeData network, string name, List<(AttributeData Attribute, INamedTypeSymbol Rule)> losses, int width)
    {
        if (losses.Count != 1)
        {
            (Location? at, string count) = losses.Count == 0
                ? (LocationOf(network), "no loss")
                : (LocationOf(losses[1].Attribute), $"the losses {string.Join(" and ", losses.Select(loss => loss.Rule.Name))}");
            diagnostics.Add(DiagnosticDescriptors.LossCount, at, name, count);
            return null;
        }

        var (attribute, rule) = losses[0];
        Location? location = LocationOf(attribute);
        if (rules.Read(attribute, rule, RuleKind.Loss, location) is not { } reference)
            return null;
        bool isRows = IsOfRows(rule);
        bool isSummed = attribute.NamedArguments.Any(static argument => argument.Key == "Sum" && argument.Value.Value is true);
        bool isSum = Is(rule, "Reduction", value: 1);
        if (RuleUse.TakesRows(rule) && !isRows)
            diagnostics.Add(DiagnosticDescriptors.UnsupportedLoss, location, rule.Name);
        else if (isRows && width < 2)
            diagnostics.Add(DiagnosticDescriptors.SingleClass, location, width, rule.Name);
        if (isSummed && (isRows || isSum))
        {
            diagnostics.Add(
                DiagnosticDescriptors.NothingToSum,
                AttributeArguments.Named(attribute, "Sum", cancellation) ?? location,
                rule.Name,
                isRows ? "takes a row of outputs as one" : "is the sum over all outputs and examples already");
        }

        LossDivisor divisor = isSum ? LossDivisor.Nothing : isSummed || isRows ? LossDivisor.Examples : LossDivisor.Elements;
        if (!isRows)
            return (reference, new LossUse(TargetKind.Values, divisor, null, isSummed));
        (SoftmaxTargets targets, bool areSoft) = Softmax(attribute, rule, width, location);
        return (reference, new LossUse(areSoft ? TargetKind.Values : TargetKind.Label, divisor, targets, isSummed));
    }

    /// <summary>Whether a rule is declared as a loss of rows: <c>[Loss(Form = LossForm.SoftmaxRows)]</c>.</summary>
    public static bool IsOfRows(INamedTypeSymbol rule) => Is(rule, "Form", value: 1);

    /// <summary>Why a hyperparameter of a loss of rows means nothing there, or null.</summary>
    public static string? Obstacle(IParameterSymbol hyperparameter) => (hyperparameter.Name, hyperparameter.Type.SpecialType) switch
    {
        (ClassWeights, _) when HyperparameterParser.ListElement(hyperparameter.Type) is { SpecialType: SpecialType.System_Double } => null,
        (LabelSmoothing, SpecialType.System_Double) => null,
        (SoftTargets, SpecialType.System_Boolean) => null,
        _ when hyperparameter.Type.TypeKind == TypeKind.Error => null,
        (ClassWeights, _) => "it must be a FastOpt.ValueList<double>",
        (LabelSmoothing, _) => "it must be a double",
        (SoftTargets, _) => "it must be a bool",
        _ => "there are ClassWeights, LabelSmoothing and SoftTargets",
    };

    private static bool Is(INamedTypeSymbol rule, string property, int value)
    {
        AttributeData? marker = rule.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == Marker);
        return marker?.NamedArguments.FirstOrDefault(argument => argument.Key == property).Value is { Kind: TypedConstantKind.Enum, Value: int given } && given == value;
    }

    private (SoftmaxTargets Targets, bool AreSoft) Softmax(AttributeData attribute, INamedTypeSymbol rule, int width, Location? location)
    {
        double[] weights = [];
        double smoothing = 0;
        bool areSoft = false;
        IParameterSymbol[] parameters = [.. HyperparameterParser.Constructor(rule, cancellation)?.Parameters ?? []];
        foreach (IParameterSymbol parameter in parameters.Where(static parameter => parameter.HasExplicitDefaultValue))
        {
            if (parameter is { Name: LabelSmoothing, ExplicitDefaultValue: double value })
                smoothing = value;
            else if (parameter is { Name: SoftTargets, ExplicitDefaultValue: bool flag })
                areSoft = flag;
        }

        foreach (GivenHyperparameter given in GivenHyperparameter.Of(attribute, [.. parameters.Select(static parameter => parameter.Name)], cancellation))
        {
            IParameterSymbol? parameter = given.Index < parameters.Length ? parameters[given.Index] : null;
            if (parameter?.Name == ClassWeights && given.Value is { Kind: TypedConstantKind.Array, IsNull: false } list)
                weights = CheckWeights([.. list.Values.Select(static value => HyperparameterRange.Number(value) ?? 0)], rule, width, given.Where ?? location);
            else if (parameter?.Name == LabelSmoothing && HyperparameterRange.Number(given.Value) is { } value)
                smoothing = CheckSmoothing(value, parameter, rule, given.Where ?? location);
            else if (parameter?.Name == SoftTargets && given.Value.Value is bool flag)
                areSoft = flag;
        }

        return (new SoftmaxTargets([.. weights], smoothing), areSoft);
    }

    private double[] CheckWeights(double[] weights, INamedTypeSymbol rule, int width, Location? location)
    {
        string? mistake = null;
        int wrong = Array.FindIndex(weights, static weight => !(weight >= 0 && weight <= float.MaxValue));
        if (weights.Length != 0 && weights.Length != width)
            mistake = $"has {Literals.Number(weights.Length)} values, but the last layer has {Literals.Number(width)} outputs, one for each class";
        else if (wrong >= 0)
            mistake = $"has {HyperparameterRange.Text(weights[wrong])} for class {Literals.Number(wrong)}, but weights are finite and not negative";
        else if (Array.FindIndex(weights, static weight => weight != 0 && weight < SmallestNormal) is >= 0 and var small)
        {
            string value = HyperparameterRange.Text(weights[small]);
            mistake = $"has {value} for class {Literals.Number(small)}, which is not 0 and less than the smallest normal float";
        }
        else if (weights.Length != 0 && weights.All(static weight => weight == 0))
            mistake = "has 0 for every class, so that nothing would be trained";
        if (mistake is null)
            return weights;
        diagnostics.Add(DiagnosticDescriptors.InvalidSoftTargets, location, rule.Name, ClassWeights, mistake);
        return [];
    }

    private double CheckSmoothing(double smoothing, IParameterSymbol parameter, INamedTypeSymbol rule, Location? location)
    {
        if (smoothing is >= 0 and <= 1)
            return smoothing;
        // A range that the rule declares is held to elsewhere.
        if (HyperparameterRange.Of(parameter) is not { } range || range.Contains(smoothing))
            diagnostics.Add(DiagnosticDescriptors.InvalidSoftTargets, location, rule.Name, LabelSmoothing, $"is {HyperparameterRange.Text(smoothing)}, but it is a share, in [0, 1]");
        return 0;
    }

    private Location? LocationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();
}
