using System.Globalization;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Reads what sets layers and biases apart in updates: <c>LearningRateScale</c>, <c>WeightDecayScale</c> and <c>Frozen</c> of Dense, <c>DecayBiases</c> of Network. A setting that
/// can have no effect is an error at its argument.
/// </summary>
internal sealed class ParameterGroups(DiagnosticList diagnostics, CancellationToken cancellation)
{
    private const string LearningRateScale = nameof(LearningRateScale);
    private const string WeightDecayScale = nameof(WeightDecayScale);
    private const string DecayBiases = nameof(DecayBiases);

    private readonly List<(AttributeData Attribute, string Argument)> _settings = [];

    /// <summary>Whether weight decay acts on biases.</summary>
    public bool ReadDecayBiases(AttributeData network)
    {
        if (Named(network, DecayBiases) is not false)
            return true;
        _settings.Add((network, DecayBiases));
        return false;
    }

    /// <summary>What a layer says of its updates.</summary>
    public (bool IsFrozen, double LearningRateScale, double WeightDecayScale) Read(AttributeData attribute)
    {
        bool isFrozen = Named(attribute, "Frozen") is true;
        double learningRateScale = Scale(attribute, LearningRateScale, static scale => scale > 0, "greater than 0 (Frozen = true keeps a layer as it is)");
        double weightDecayScale = Scale(attribute, WeightDecayScale, static scale => scale >= 0, "at least 0");
        foreach (string argument in new[] { LearningRateScale, WeightDecayScale }.Where(argument => isFrozen && Named(attribute, argument) is not null))
            ReportNoEffect(attribute, argument, "the layer is frozen");
        return (isFrozen, learningRateScale, weightDecayScale);
    }

    /// <summary>Holds the settings against the rules that they act on.</summary>
    public void Check(RuleReference optimizer, IReadOnlyList<RuleReference> gradientRules)
    {
        foreach (var (attribute, argument) in _settings)
        {
            if (argument == LearningRateScale && optimizer.LearningRateType is null)
                ReportNoEffect(attribute, argument, $"{optimizer.Name} has no hyperparameter LearningRate that can be set");
            else if (argument != LearningRateScale && optimizer.WeightDecayType is null && gradientRules.All(static rule => rule.WeightDecayType is null))
                ReportNoEffect(attribute, argument, $"neither {optimizer.Name} nor a gradient rule has a hyperparameter WeightDecay that can be set");
        }
    }

    private double Scale(AttributeData attribute, string argument, Func<double, bool> isInRange, string range)
    {
        if (Named(attribute, argument) is not double scale)
            return 1;
        if (!isInRange(scale) || double.IsInfinity(scale))
            diagnostics.Add(DiagnosticDescriptors.ScaleOutOfRange, AttributeArguments.Named(attribute, argument, cancellation), argument, scale.ToString(CultureInfo.InvariantCulture), range);
        else if (scale != 1)
            _settings.Add((attribute, argument));
        return scale;
    }

    private void ReportNoEffect(AttributeData attribute, string argument, string reason) =>
        diagnostics.Add(DiagnosticDescriptors.NoEffect, AttributeArguments.Named(attribute, argument, cancellation), argument, reason);

    private static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.Where(pair => pair.Key == name && pair.Value.Kind != TypedConstantKind.Error).Select(static pair => pair.Value.Value).FirstOrDefault();
}
