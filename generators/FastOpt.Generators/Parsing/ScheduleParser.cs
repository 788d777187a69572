using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads the schedules of a network, which are a sequence where they are several.</summary>
internal sealed class ScheduleParser(RuleUse rules, DiagnosticList diagnostics, CancellationToken cancellation)
{
    public List<ScheduleSpec> Parse(List<(AttributeData Attribute, INamedTypeSymbol Rule)> uses, RuleReference? optimizer)
    {
        var schedules = new List<ScheduleSpec>();
        var begun = new Dictionary<bool, long> { [false] = 0, [true] = 0 };
        for (int i = 0; i < uses.Count; i++)
        {
            var (attribute, type) = uses[i];
            Location? location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();
            if (i == 0 && optimizer is { LearningRateType: null })
                diagnostics.Add(DiagnosticDescriptors.NothingToSchedule, location, type.Name, optimizer.Name);
            if (rules.Read(attribute, type, RuleKind.Schedule, location) is not { } rule)
                continue;
            bool countsEpochs = Named(attribute, "Unit") is 1;
            long until = Named(attribute, "Until") is long value ? value : 0;
            string beginning = $"{(countsEpochs ? "epoch" : "step")} {Literals.Number(begun[countsEpochs])}";
            bool isLast = i == uses.Count - 1;
            if (isLast ? until != 0 && until <= begun[countsEpochs] : until <= begun[countsEpochs])
            {
                string mistake = until == 0 ? "has no Until" : $"has Until = {Literals.Number(until)}, but it begins at {beginning}";
                diagnostics.Add(DiagnosticDescriptors.ScheduleSequence, location, type.Name, mistake, isLast ? "what comes after it" : uses[i + 1].Rule.Name, beginning);
            }

            begun[countsEpochs] = until;
            schedules.Add(new ScheduleSpec(rule, countsEpochs, until));
        }

        return schedules;
    }

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value.Value;
        }

        return null;
    }
}
