using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads the optimizers that take over during training.</summary>
internal sealed class OptimizerSequenceParser(RuleUse rules, DiagnosticList diagnostics, CancellationToken cancellation)
{
    /// <summary>The optimizers behind the first in order; null if one of them has an error, which is then reported.</summary>
    public List<OptimizerStage>? Parse(IEnumerable<(AttributeData Attribute, INamedTypeSymbol Rule)> uses)
    {
        var stages = new List<OptimizerStage>();
        long begun = 0;
        foreach (var (attribute, type) in uses)
        {
            Location? location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();
            if (rules.Read(attribute, type, RuleKind.Optimizer, location) is not { } rule)
                return null;
            long at = attribute.NamedArguments.FirstOrDefault(static pair => pair.Key == "At").Value.Value is long value ? value : 0;
            if (at <= begun)
                diagnostics.Add(DiagnosticDescriptors.OptimizerSequence, location, type.Name, Literals.Number(at), Literals.Number(begun));
            begun = at;
            stages.Add(new OptimizerStage(rule, at));
        }

        return stages;
    }
}
