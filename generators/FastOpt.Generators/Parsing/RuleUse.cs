using System.Globalization;
using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Reads how a network uses a rule: <c>[Adam(LearningRate = 1e-3)]</c>, whose attribute derives from <c>OptimizerAttribute&lt;Adam&gt;</c>, or
/// <c>[Optimizer&lt;Lion&gt;(1e-4)]</c>, with leading hyperparameters in the order of the rule's constructor.
/// </summary>
internal sealed class RuleUse(INamedTypeSymbol network, Compilation compilation, DiagnosticList diagnostics, CancellationToken cancellation)
{
    // Deep networks name the same few rules again and again.
    private readonly Dictionary<INamedTypeSymbol, (ResolvedRule Rule, RuleReference Plain)?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The rule that an attribute selects, if the attribute is or derives from <c>FastOpt.{name}&lt;TRule&gt;</c>.</summary>
    public static INamedTypeSymbol? RuleOf(INamedTypeSymbol attribute, string name)
    {
        for (INamedTypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            if (type is { Arity: 1, ContainingType: null } && type.Name == name && IsOurs(type))
                return type.TypeArguments[0] as INamedTypeSymbol;
        }

        return null;
    }

    /// <summary>Whether a loss takes a row of outputs and a label: <c>float Apply(ReadOnlySpan&lt;float&gt;, int)</c>.</summary>
    public static bool TakesRows(INamedTypeSymbol rule) => rule.GetMembers("Apply").OfType<IMethodSymbol>().Any(method =>
        method.Parameters.Length == 2 && method.Parameters[0].Type.ToDisplayString() == "System.ReadOnlySpan<float>" && method.Parameters[1].Type.SpecialType == SpecialType.System_Int32);

    /// <summary>Reads one use; an error in it is reported and gives null.</summary>
    public RuleReference? Read(AttributeData? attribute, INamedTypeSymbol rule, RuleKind kind, Location? location)
    {
        if (rule.TypeKind == TypeKind.Error)
            return null;
        if (Resolve(rule) is not { } known || known.Rule.Kind != kind)
        {
            // An error in the rule itself is reported there.
            if (RuleSignature.KindOf(rule) == kind && SymbolEqualityComparer.Default.Equals(rule.ContainingAssembly, compilation.Assembly))
                return null;
            (string marker, string use) = kind switch
            {
                RuleKind.Optimizer => ("Optimizer", "an optimizer"),
                RuleKind.Activation => ("Activation", "an activation"),
                RuleKind.Normalization => ("Normalization", "a normalization"),
                RuleKind.Schedule => ("Schedule", "a schedule"),
                RuleKind.GradientRule => ("GradientRule", "a gradient rule"),
                _ => ("Loss", "a loss"),
            };
            diagnostics.Add(DiagnosticDescriptors.NotARule, location, rule.Name, marker, use);
            return null;
        }

        if (attribute is not null)
        {
            UnknownHyperparameters.Report(attribute, known.Rule, diagnostics, cancellation);
            HyperparameterCheck.Use(attribute, rule, diagnostics, cancellation);
        }

        return attribute is null ? known.Plain : known.Plain with { Arguments = Arguments(attribute, known.Rule, location).ToEquatableArray() };
    }

    /// <summary>Whether a type is declared in FastOpt's own namespace.</summary>
    public static bool IsOurs(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "FastOpt", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>Whether code that is generated for the network can name a type.</summary>
    public bool CanName(ITypeSymbol type)
    {
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
                return false;
        }

        return compilation.IsSymbolAccessibleWithin(type, network);
    }

    /// <summary>A rule with its use without arguments; null if it is none.</summary>
    private (ResolvedRule Rule, RuleReference Plain)? Resolve(INamedTypeSymbol rule)
    {
        if (!_known.TryGetValue(rule, out (ResolvedRule, RuleReference)? known))
        {
            known = RuleParser.Resolve(rule, compilation, cancellation) is { } resolved ? (resolved, Plain(rule, resolved)) : null;
            _known.Add(rule, known);
        }

        return known;
    }

    private RuleReference Plain(INamedTypeSymbol rule, ResolvedRule resolved) => new()
    {
        Kind = resolved.Kind,
        Name = resolved.Name,
        TypeName = resolved.TypeName,
        Accessibility = AccessibilityOf(rule),
        Arguments = [],
        Bounds = Bounds(rule).ToEquatableArray(),
        LearningRateType = SettableType(rule, resolved, "LearningRate"),
        WeightDecayType = SettableType(rule, resolved, "WeightDecay"),
        Source = resolved.Source,
        Compiled = resolved.Compiled,
        DefaultGroups = DefaultGroups(resolved),
    };

    /// <summary>The number of groups that a normalization has where the attribute does not say it.</summary>
    private static int DefaultGroups(ResolvedRule resolved)
    {
        string? property = resolved.Compiled is { } facts ? facts.GroupsProperty : resolved.Source!.GroupsProperty;
        string? literal = resolved.Hyperparameters.FirstOrDefault(hyperparameter => hyperparameter.Name == property)?.DefaultLiteral;
        return int.TryParse(literal, NumberStyles.Integer, CultureInfo.InvariantCulture, out int groups) ? groups : 1;
    }

    /// <summary>The ranges of what the network can read.</summary>
    private IEnumerable<HyperparameterBounds> Bounds(INamedTypeSymbol rule)
    {
        foreach (IParameterSymbol parameter in HyperparameterParser.Constructor(rule, cancellation)?.Parameters ?? [])
        {
            if (HyperparameterRange.BoundsOf(parameter) is { } bounds
                && rule.GetMembers(parameter.Name).Any(member => member is IPropertySymbol { IsStatic: false, GetMethod: not null } or IFieldSymbol { IsStatic: false } && compilation.IsSymbolAccessibleWithin(member, network)))
            {
                yield return bounds;
            }
        }
    }

    /// <summary>The type of a hyperparameter that is a number and that <c>with</c> can set; null if there is none.</summary>
    private static string? SettableType(INamedTypeSymbol rule, ResolvedRule resolved, string name) =>
        rule.GetMembers(name).Any(static member => member is IPropertySymbol { IsStatic: false, SetMethod: not null } or IFieldSymbol { IsStatic: false, IsReadOnly: false, IsConst: false })
            ? resolved.Hyperparameters.FirstOrDefault(hyperparameter => hyperparameter.Name == name && hyperparameter.TypeName is "double" or "float")?.TypeName
            : null;

    /// <summary>The least accessible of a type and the types that contain it.</summary>
    private static string AccessibilityOf(INamedTypeSymbol rule)
    {
        string accessibility = "public";
        for (INamedTypeSymbol? type = rule; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return "private";
            if (type.DeclaredAccessibility != Accessibility.Public)
                accessibility = "internal";
        }

        return accessibility;
    }

    private List<HyperparameterValue> Arguments(AttributeData attribute, ResolvedRule rule, Location? location)
    {
        var values = new List<HyperparameterValue>();
        GivenHyperparameter[] given = [.. GivenHyperparameter.Of(attribute, [.. rule.Hyperparameters.Select(static hyperparameter => hyperparameter.Name)], cancellation)];
        foreach (GivenHyperparameter value in given)
        {
            if (value.Index >= rule.Hyperparameters.Count)
                diagnostics.Add(DiagnosticDescriptors.HyperparameterMismatch, location, rule.Name, $"{rule.Hyperparameters.Count} hyperparameters, but {given.Length} values are given");
            else if (values.Any(other => other.Name == rule.Hyperparameters[value.Index].Name))
                diagnostics.Add(DiagnosticDescriptors.HyperparameterMismatch, location, rule.Name, $"the hyperparameter {rule.Hyperparameters[value.Index].Name}, which is given a value twice");
            else
                Add(rule.Hyperparameters[value.Index].Name, value.Value);
        }

        foreach (HyperparameterSpec missing in rule.Hyperparameters.Where(hyperparameter => hyperparameter.DefaultLiteral is null && values.All(value => value.Name != hyperparameter.Name)))
            diagnostics.Add(DiagnosticDescriptors.HyperparameterMismatch, location, rule.Name, $"the hyperparameter {missing.Name}, which has no default and is given no value");
        return values;

        void Add(string name, TypedConstant constant)
        {
            if (constant.Kind == TypedConstantKind.Error)
                return;
            string type = rule.Hyperparameters.First(hyperparameter => hyperparameter.Name == name).TypeName;
            if (HyperparameterLiteral.TryWrite(constant, type, out string literal))
                values.Add(new HyperparameterValue(name, literal));
            else
                diagnostics.Add(DiagnosticDescriptors.HyperparameterMismatch, location, rule.Name, $"the hyperparameter {name} of type {type}, which cannot be set to a value of type {constant.Type?.ToDisplayString() ?? "null"}");
        }
    }
}
