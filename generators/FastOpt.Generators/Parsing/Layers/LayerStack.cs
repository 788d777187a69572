using System.Globalization;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>
/// Stacks up the layers of a network, attribute by attribute: each takes the shape that the one before it gives. The readers of layers write into it.
/// </summary>
/// <param name="input">The shape of one example.</param>
/// <param name="rules">Reads the rules that attributes select.</param>
/// <param name="groups">Reads what a layer says of its updates.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
/// <param name="cancellation">Cancels.</param>
internal sealed class LayerStack(TensorShape input, RuleUse rules, ParameterGroups groups, DiagnosticList diagnostics, CancellationToken cancellation)
{
    private readonly List<(LayerSpec Layer, AttributeData Attribute)> _layers = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public RuleUse Rules => rules;

    public ParameterGroups Groups => groups;

    public DiagnosticList Diagnostics => diagnostics;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The shape of one example as it leaves the last layer.</summary>
    public TensorShape Shape { get; private set; } = input;

    /// <summary>The values that have a name.</summary>
    public MarkTable Marks { get; } = new(diagnostics);

    /// <summary>The layers so far, each with the attribute that declares it.</summary>
    public IReadOnlyList<(LayerSpec Layer, AttributeData Attribute)> Layers => _layers;

    /// <summary>The layers, with Glorot-uniform where neither the layer nor its activation says otherwise.</summary>
    public IEnumerable<LayerSpec> WithInitializers() =>
        _layers.Select(static item => item.Layer is WeightedLayer { Initializer: "" } layer
            ? layer with { Initializer = "new global::FastOpt.GlorotUniform()" }
            : item.Layer);

    /// <summary>"dense2" for the second layer of a stem. The eleventh Relu and the first of a rule named Relu1 do not meet.</summary>
    public string NewName(string stem)
    {
        _counts.TryGetValue(stem, out int count);
        string name;
        do
            name = stem + (++count).ToString(CultureInfo.InvariantCulture);
        while (!_names.Add(name));
        _counts[stem] = count;
        return name;
    }

    public void Add(LayerSpec layer, AttributeData attribute)
    {
        _layers.Add((layer, attribute));
        Shape = layer.Output;
    }

    /// <summary>Whether a layer is missing because its rule has an error, which is reported there.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Blocks around the layers that are being read.</summary>
    public int Depth { get; set; }

    /// <summary>Begins a repetition of a block: what enters it has a name there.</summary>
    public MarkTable.Entry EnterBlock(AttributeData attribute)
    {
        Marks.Enter();
        MarkTable.Entry entry = Marks.Mark(MarkTable.Input, Shape, LocationOf(attribute));
        _layers.Add((new MarkLayer { Name = "mark " + entry.Label, Input = Shape, Output = Shape, Label = entry.Label, IsOfBlock = true }, attribute));
        return entry;
    }

    /// <summary>Ends it; what entered keeps its name only if a layer used it.</summary>
    public void LeaveBlock(MarkTable.Entry entering)
    {
        Marks.Leave();
        if (!entering.IsUsed)
            _layers.RemoveAll(item => item.Layer is MarkLayer mark && mark.Label == entering.Label);
    }

    /// <summary>Puts another layer in the place of one.</summary>
    public void Replace(int index, LayerSpec layer) => _layers[index] = (layer, _layers[index].Attribute);

    public Location? LocationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();

    /// <summary>The expression that constructs an initializer; one that is none is reported.</summary>
    public string Initializer(AttributeData attribute, ITypeSymbol type, IReadOnlyList<TypedConstant> arguments)
    {
        if (rules.CanName(type) && InitializerUse.Construction(type, arguments) is { } construction)
            return construction;
        if (type.TypeKind != TypeKind.Error)
            diagnostics.Add(DiagnosticDescriptors.InvalidInitializer, LocationOf(attribute), type.ToDisplayString());
        return "default";
    }
}
