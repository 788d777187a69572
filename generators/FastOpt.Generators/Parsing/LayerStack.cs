using System.Globalization;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Stacks up the layers of a network, attribute by attribute: each takes the width that the one before it gives. An activation belongs to the dense layer before it, if that has none yet.</summary>
/// <param name="width">Floats per example that enter the first layer.</param>
/// <param name="rules">Reads the rules that attributes select.</param>
/// <param name="groups">Reads what a layer says of its updates.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
/// <param name="cancellation">Cancels.</param>
internal sealed class LayerStack(int width, RuleUse rules, ParameterGroups groups, DiagnosticList diagnostics, CancellationToken cancellation)
{
    private readonly List<LayerSpec> _layers = [];
    private readonly Dictionary<string, int> _activationCount = [];
    private readonly Dictionary<INamedTypeSymbol, ITypeSymbol?> _initializers = new(SymbolEqualityComparer.Default);
    private int _denseCount;

    /// <summary>Floats per example that leave the last layer.</summary>
    public int Width { get; private set; } = width;

    /// <summary>The layers so far.</summary>
    public IReadOnlyList<LayerSpec> Layers => _layers;

    /// <summary>The layers, with Glorot-uniform where neither the layer nor its activation says otherwise.</summary>
    public IEnumerable<LayerSpec> WithInitializers() =>
        _layers.Select(layer => layer.Dense is { Initializer: "" } dense ? layer with { Dense = dense with { Initializer = "new global::FastOpt.GlorotUniform()" } } : layer);

    public void AddDense(AttributeData attribute)
    {
        int units = attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is int value ? value : 1;
        if (units is < 1 or > NetworkParser.LargestSize)
            diagnostics.Add(DiagnosticDescriptors.SizeOutOfRange, LocationOf(attribute), "The size of Dense", units, NetworkParser.LargestSize);
        bool bias = true;
        ITypeSymbol? initializer = null;
        IReadOnlyList<TypedConstant> arguments = [];
        foreach (var (name, constant) in attribute.NamedArguments.Select(pair => (pair.Key, pair.Value)))
        {
            if (name == "Bias" && constant.Value is bool chosen)
                bias = chosen;
            else if (name == "Init" && constant.Value is ITypeSymbol type)
                initializer = type;
            else if (name == "InitArguments" && constant is { Kind: TypedConstantKind.Array, IsNull: false })
                arguments = constant.Values;
        }

        if (arguments.Count > 0 && attribute.NamedArguments.All(argument => argument.Key != "Init"))
            diagnostics.Add(DiagnosticDescriptors.InitializerArgumentsAlone, AttributeArguments.Named(attribute, "InitArguments", cancellation), FormattableString.Invariant($"Dense({units})"));

        var dense = new DenseSpec
        {
            HasBias = bias,
            Initializer = initializer is null ? "" : Initializer(attribute, initializer, arguments),
            LearningRateScale = 1,
            WeightDecayScale = 1,
            IsFrozen = false,
        };
        _denseCount++;
        _layers.Add(new LayerSpec
        {
            Name = "dense" + _denseCount.ToString(CultureInfo.InvariantCulture),
            Inputs = Width,
            Outputs = units,
            Dense = groups.Read(attribute, dense),
            Activation = null,
        });
        Width = units;
    }

    public void AddActivation(AttributeData attribute, INamedTypeSymbol type)
    {
        if (rules.Read(attribute, type, RuleKind.Activation, LocationOf(attribute)) is not { } rule)
            return;
        if (_layers.Count > 0 && _layers[_layers.Count - 1] is { Dense: { } dense, Activation: null } layer)
        {
            if (dense.Initializer.Length == 0 && InitializerOf(type) is { } initializer)
                dense = dense with { Initializer = Initializer(attribute, initializer, []) };
            _layers[_layers.Count - 1] = layer with { Dense = dense, Activation = rule };
            return;
        }

        string stem = rule.Name.ToLowerInvariant() is "dense" ? "activation" : rule.Name.ToLowerInvariant();
        _activationCount.TryGetValue(stem, out int count);
        _activationCount[stem] = ++count;
        _layers.Add(new LayerSpec
        {
            Name = stem + count.ToString(CultureInfo.InvariantCulture),
            Inputs = Width,
            Outputs = Width,
            Dense = null,
            Activation = rule,
        });
    }

    private ITypeSymbol? InitializerOf(INamedTypeSymbol activation)
    {
        if (!_initializers.TryGetValue(activation, out ITypeSymbol? initializer))
            _initializers.Add(activation, initializer = InitializerUse.OfActivation(activation)?.Type);
        return initializer;
    }

    private string Initializer(AttributeData attribute, ITypeSymbol type, IReadOnlyList<TypedConstant> arguments)
    {
        if (rules.CanName(type) && InitializerUse.Construction(type, arguments) is { } construction)
            return construction;
        if (type.TypeKind != TypeKind.Error)
            diagnostics.Add(DiagnosticDescriptors.InvalidInitializer, LocationOf(attribute), type.ToDisplayString());
        return "default";
    }

    private Location? LocationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();
}
