using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;
using FastOpt.Generators.Parsing.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Reads the attributes of a <c>[Network]</c> class, in source order, into a <see cref="NetworkSpec"/>. Shapes are inferred here, where an error can
/// stand at the attribute that is wrong. A declaration with an error gives diagnostics and no spec.
/// </summary>
internal sealed class NetworkParser
{
    /// <summary>The largest width of a layer.</summary>
    public const int LargestSize = 1 << 20;
    private const string Curvature = "Curvature";
    private const string Distributed = "Distributed";
    private const long LargestBuffer = 1_900_000_000;

    private readonly INamedTypeSymbol _network;
    private readonly Compilation _compilation;
    private readonly RuleUse _rules;
    private readonly ParameterGroups _groups;
    private readonly DiagnosticList _diagnostics = new();
    private readonly CancellationToken _cancellation;
    private readonly Func<NetworkSpec, PlanFacts> _plan;

    private NetworkParser(INamedTypeSymbol network, Compilation compilation, Func<NetworkSpec, PlanFacts> plan, CancellationToken cancellation)
    {
        _plan = plan;
        _network = network;
        _compilation = compilation;
        _cancellation = cancellation;
        _rules = new RuleUse(network, compilation, _diagnostics, cancellation);
        _groups = new ParameterGroups(_diagnostics, cancellation);
    }

    /// <summary>Reads a network.</summary>
    /// <param name="context">The class and its attribute.</param>
    /// <param name="plan">Tells what the plan of a network shows, for what is said of it at its attributes.</param>
    /// <param name="cancellation">Cancels.</param>
    public static ParseResult<NetworkSpec> Parse(GeneratorAttributeSyntaxContext context, Func<NetworkSpec, PlanFacts> plan, CancellationToken cancellation)
    {
        var parser = new NetworkParser((INamedTypeSymbol)context.TargetSymbol, context.SemanticModel.Compilation, plan, cancellation);
        NetworkSpec? spec = parser.Parse(context.Attributes[0]);
        return new ParseResult<NetworkSpec>(parser._diagnostics.HasErrors ? null : spec, parser._diagnostics.ToArray());
    }

    private NetworkSpec? Parse(AttributeData network)
    {
        if (_network.Name.Length == 0)
            return null;
        CheckDeclaration();
        var review = new StackReview(_network, _diagnostics, _cancellation);
        review.CheckParts(network);
        TensorShape input = InputShape(network);
        var stack = new LayerStack(input, _rules, _groups, _diagnostics, _cancellation);
        var losses = new List<(AttributeData Attribute, INamedTypeSymbol Rule)>();
        var optimizers = new List<(AttributeData Attribute, INamedTypeSymbol Rule)>();
        var then = new List<(AttributeData Attribute, INamedTypeSymbol Rule)>();
        var schedules = new List<(AttributeData Attribute, INamedTypeSymbol Rule)>();
        var gradientRules = new List<(AttributeData Attribute, INamedTypeSymbol Rule)>();
        bool decaysBiases = _groups.ReadDecayBiases(network);
        var ownRules = new OwnRuleAttributes(_compilation, _diagnostics, _cancellation);
        bool isReadable = true;
        foreach (AttributeData attribute in _network.GetAttributes())
        {
            _cancellation.ThrowIfCancellationRequested();
            if (attribute.AttributeClass is not { } type)
                continue;
            if (ownRules.Report(attribute))
            {
                isReadable = false;
            }
            else if (LayerReaders.NameOf(type) is { } layer)
            {
                CheckBeforeLoss(attribute, losses, layer);
                LayerReaders.Read(attribute, stack);
            }
            else if (RuleUse.RuleOf(type, "LossAttribute") is { } lossRule)
            {
                losses.Add((attribute, lossRule));
            }
            else if (RuleUse.RuleOf(type, "OptimizerAttribute") is { } optimizer)
            {
                optimizers.Add((attribute, optimizer));
            }
            else if (RuleUse.RuleOf(type, "ThenAttribute") is { } next)
            {
                then.Add((attribute, next));
            }
            else if (RuleUse.RuleOf(type, "ScheduleAttribute") is { } schedule)
            {
                schedules.Add((attribute, schedule));
            }
            else if (RuleUse.RuleOf(type, "GradientRuleAttribute") is { } gradientRule)
            {
                gradientRules.Add((attribute, gradientRule));
            }
        }

        // What comes after would be wrong about a network of which a part is not understood.
        if (!isReadable)
            return null;
        stack.Marks.ReportUnused();
        if (stack.Layers.All(static item => item.Layer is not WeightedLayer))
            _diagnostics.Add(DiagnosticDescriptors.NoDenseLayer, LocationOf(network), _network.Name);
        else if (stack.Layers.All(static item => item.Layer.Parameters.All(static parameter => parameter.IsFrozen)))
            _diagnostics.Add(DiagnosticDescriptors.AllFrozen, LocationOf(network), _network.Name);
        (RuleReference Rule, LossUse Use)? loss = new LossParser(_rules, _diagnostics, _cancellation).Parse(network, _network.Name, losses, stack.Shape.Size);
        RuleReference? optimizerRule = ParseOptimizer(optimizers);
        EquatableArray<OptimizerStage>? stages = new OptimizerSequenceParser(_rules, _diagnostics, _cancellation).Parse(then)?.ToEquatableArray();
        RuleReference? inForce = optimizerRule is null || stages is null ? null : OptimizerStage.InForce(optimizerRule, stages.Value);
        List<ScheduleSpec> scheduleSpecs = new ScheduleParser(_rules, _diagnostics, _cancellation).Parse(schedules, inForce);
        List<RuleReference>? gradientRuleUses = inForce is null ? null : ParseGradientRules(gradientRules, inForce);
        review.Advise(stack.Layers, stack.IsIncomplete);
        if (_diagnostics.HasErrors || loss is null || optimizerRule is null || stages is null || gradientRuleUses is null)
            return null;
        var spec = new NetworkSpec
        {
            Declaration = DeclarationParser.Describe(_network),
            CompiledName = CompiledName(),
            Input = input,
            Layers = stack.WithInitializers().ToEquatableArray(),
            Loss = loss.Value.Rule,
            LossUse = loss.Value.Use,
            HasExampleWeights = IsSet(network, "ExampleWeights"),
            Optimizer = optimizerRule,
            Then = stages.Value,
            Schedules = scheduleSpecs.ToEquatableArray(),
            GradientRules = gradientRuleUses.ToEquatableArray(),
            DecaysBiases = decaysBiases,
            HasCurvature = IsSet(network, Curvature),
            NonFinite = NonFinite(network),
            AccumulatesGradients = IsSet(network, "AccumulateGradients"),
            IsDistributed = IsSet(network, Distributed),
        };
        CheckPlan(network, spec, _plan(spec));
        CheckMembers(spec);
        return spec;
    }

    /// <summary>What becomes of a step that is not finite; a number that is no member of the enum stands for the default.</summary>
    private static NonFiniteStep NonFinite(AttributeData network) =>
        network.NamedArguments.FirstOrDefault(static pair => pair.Key == nameof(NonFinite)).Value.Value is int response and >= 0 and <= (int)NonFiniteStep.Throw
            ? (NonFiniteStep)response
            : NonFiniteStep.Propagate;

    private void CheckDeclaration()
    {
        if (Obstacle() is { } kind)
        {
            _diagnostics.Add(DiagnosticDescriptors.UnsupportedNetworkClass, _network.Locations[0], _network.Name, _network.Name, kind);
            return;
        }

        for (INamedTypeSymbol? type = _network; type is not null; type = type.ContainingType)
        {
            if (DeclarationParser.Obstacle(type) is { } obstacle)
                _diagnostics.Add(DiagnosticDescriptors.UnsupportedNetworkClass, _network.Locations[0], _network.Name, type.Name, obstacle);
            else if (!DeclarationParser.IsPartial(type, _cancellation))
                _diagnostics.Add(DiagnosticDescriptors.NotPartial, type.Locations[0], type.Name);
        }

        _diagnostics.AddRange(ConstructionCheck.RequiredMembers(_network));
        _diagnostics.AddRange(ConstructionCheck.EmptyConstructors(_network, _cancellation));
    }

    /// <summary>Why the class itself cannot hold a network's buffer and constructor, or null.</summary>
    private string? Obstacle() => _network switch
    {
        { IsStatic: true } => "it is static, and a network is an object",
        { IsAbstract: true } => "it is abstract, and a network is constructed",
        { IsRecord: true } => "it is a record, whose copies would share one buffer",
        { BaseType.SpecialType: not SpecialType.System_Object } => "it has a base class",
        _ when _network.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(_cancellation) is TypeDeclarationSyntax { ParameterList: not null }) =>
            "it has a primary constructor, and the compiler writes another",
        _ => null,
    };

    private void CheckMembers(NetworkSpec spec)
    {
        GeneratedMember[] generated = [.. GeneratedMembers.Of(spec)];
        if (MemberCollisions.NamedLikeTheType(_network, generated) is not null)
            _diagnostics.Add(DiagnosticDescriptors.UnsupportedNetworkClass, _network.Locations[0], _network.Name, _network.Name, "a member of that name is added to it, and a member cannot have the name of its class");
        else
            _diagnostics.AddRange(MemberCollisions.Find(DiagnosticDescriptors.NetworkMemberTaken, _network, generated, _cancellation));
    }

    /// <summary>A name that neither the class nor a member of it has, nor its field.</summary>
    private string CompiledName()
    {
        string name = "Compiled";
        while (_network.Name == name || _network.GetMembers(name).Length > 0 || _network.GetMembers(FieldOf(name)).Length > 0)
            name += "_";
        return name;

        static string FieldOf(string type) => "_c" + type.Substring(1);
    }

    private TensorShape InputShape(AttributeData network)
    {
        long size = 1;
        var extents = new List<int>();
        foreach (TypedConstant argument in network.ConstructorArguments)
        {
            int extent = argument.Value is int value ? value : 1;
            if (extent is < 1 or > LargestSize)
                _diagnostics.Add(DiagnosticDescriptors.SizeOutOfRange, LocationOf(network), "The input of Network", extent, LargestSize);
            extents.Add(Math.Max(1, extent));
            size *= Math.Max(1, extent);
            if (size > LargestSize)
            {
                if (network.ConstructorArguments.Length > 1)
                    _diagnostics.Add(DiagnosticDescriptors.SizeOutOfRange, LocationOf(network), "The input of Network", size, LargestSize);
                return TensorShape.Vector(LargestSize);
            }
        }

        return extents.Count == 0 ? TensorShape.Vector(1) : new TensorShape(extents.ToEquatableArray());
    }

    private RuleReference? ParseOptimizer(List<(AttributeData Attribute, INamedTypeSymbol Rule)> optimizers)
    {
        if (optimizers.Count == 0)
        {
            INamedTypeSymbol? adam = _compilation.GetTypeByMetadataName("FastOpt.Adam");
            return adam is null ? null : _rules.Read(null, adam, RuleKind.Optimizer, null);
        }

        if (optimizers.Count > 1)
        {
            _diagnostics.Add(DiagnosticDescriptors.SecondOptimizer, LocationOf(optimizers[1].Attribute), _network.Name, optimizers[0].Rule.Name, optimizers[1].Rule.Name);
            return null;
        }

        return _rules.Read(optimizers[0].Attribute, optimizers[0].Rule, RuleKind.Optimizer, LocationOf(optimizers[0].Attribute));
    }

    /// <summary>The gradient rules in order; null if one of them has an error, which is then reported.</summary>
    private List<RuleReference>? ParseGradientRules(List<(AttributeData Attribute, INamedTypeSymbol Rule)> uses, RuleReference optimizer)
    {
        var rules = new List<RuleReference>();
        foreach (var (attribute, type) in uses)
        {
            if (_rules.Read(attribute, type, RuleKind.GradientRule, LocationOf(attribute)) is not { } rule)
                return null;
            if (rule.UsesLearningRate && optimizer.LearningRateType is null)
                _diagnostics.Add(DiagnosticDescriptors.NoLearningRate, LocationOf(attribute), rule.Name, optimizer.Name);
            rules.Add(rule);
        }

        _groups.Check(optimizer, rules);
        return rules;
    }

    private void CheckBeforeLoss(AttributeData attribute, List<(AttributeData Attribute, INamedTypeSymbol Rule)> losses, string name)
    {
        if (losses.Count > 0)
            _diagnostics.Add(DiagnosticDescriptors.LayerAfterLoss, LocationOf(attribute), name, losses[0].Rule.Name);
    }

    /// <summary>Says what does not fit a buffer.</summary>
    private void CheckPlan(AttributeData network, NetworkSpec spec, PlanFacts plan)
    {
        if (plan.Floats > LargestBuffer)
            _diagnostics.Add(DiagnosticDescriptors.TooLarge, LocationOf(network), _network.Name, plan.Parameters, plan.Floats, LargestBuffer);
        if (spec.HasCurvature && plan.OnceDifferentiable.Count > 0)
        {
            Location? location = AttributeArguments.Named(network, Curvature, _cancellation);
            _diagnostics.Add(DiagnosticDescriptors.NoCurvature, location, _network.Name, string.Join(", ", plan.OnceDifferentiable));
        }

        if (spec.IsDistributed && plan.Indivisible is { } indivisible)
            _diagnostics.Add(DiagnosticDescriptors.NotDistributed, AttributeArguments.Named(network, Distributed, _cancellation), _network.Name, indivisible);
    }

    /// <summary>Whether a property of the network is true.</summary>
    private static bool IsSet(AttributeData network, string property) => network.NamedArguments.Any(pair => pair.Key == property && pair.Value.Value is true);

    private Location? LocationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation).GetLocation();
}
