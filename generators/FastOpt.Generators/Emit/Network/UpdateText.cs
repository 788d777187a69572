using System.Globalization;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// The uniform values of a step's updates, as generated code hands them on: the optimizer's coefficients alone where all parameters are updated alike and no rule stands before;
/// otherwise a struct of its own, <c>UpdateValues</c>. A rule that takes a norm gets its coefficients where the norm is known.
/// </summary>
internal sealed class UpdateText(NetworkProgram program)
{
    private const string StructName = "UpdateValues";

    private RuleReference Optimizer => program.Spec.OptimizerInForce;

    private bool IsPlain => program.GradientRules.Count == 0 && program.Plan.Groups.Count == 1 && program.Plan.Groups[0] == new UpdateGroup(1, 1);

    /// <summary>Their type.</summary>
    public string Type => IsPlain ? program.Optimizer.TypeName + ".Coefficients" : StructName;

    /// <summary>The parameter or local that holds them.</summary>
    public string Name => IsPlain ? "optimizer" : "update";

    /// <summary>"in global::FastOpt.Adam.Coefficients optimizer".</summary>
    public string Parameter => $"in {Type} {Name}";

    /// <summary>Declares them in the compiled network, for its next step.</summary>
    public string Declaration => (program.Spec.Then.Count == 0 ? "" : "ClearStatesAtSwitch();\n") + (IsPlain
        ? $"{Type} {Name} = OptimizerInForce.GetCoefficients(Step + 1);"
        : $"{Type} {Name} = new {Type}(OptimizerInForce, Step + 1);");

    /// <summary>The optimizer's coefficients for a group.</summary>
    public string OptimizerOf(int group) => IsPlain ? Name : $"{Name}.{OptimizerField(Alike(Optimizer, group))}";

    /// <summary>A gradient rule's coefficients for a group.</summary>
    public string RuleOf(int rule, int group)
    {
        group = Alike(program.Spec.GradientRules[rule], group);
        return TakesNorm(rule) ? Identifiers.Camel(RuleField(rule, group)) : $"{Name}.{RuleField(rule, group)}";
    }

    /// <summary>Declares a gradient rule's coefficients for a group, if the rule takes the norm; otherwise they are at hand.</summary>
    public string? DeclarationOf(int rule, int group) => TakesNorm(rule)
        ? string.Join("\n", CoefficientsOf(rule, Alike(program.Spec.GradientRules[rule], group), $"{program.GradientRules[rule].TypeName}.Coefficients {RuleOf(rule, group)}", Name + ".LearningRate", "norm", Name + ".Step"))
        : null;

    /// <summary>Prints the struct, where one is needed.</summary>
    public void EmitStruct(SourceWriter writer)
    {
        if (IsPlain)
            return;
        var fields = new List<string>();
        var statements = new List<string>();
        void Add(string type, string name, params string[] values)
        {
            fields.Add($"internal readonly {type} {name};");
            statements.AddRange(values);
        }

        if (UsedWithNorm(static rule => rule.UsesLearningRate))
            Add("double", "LearningRate", "LearningRate = optimizer.LearningRate;");
        if (UsedWithNorm(static _ => true))
            Add("long", "Step", "Step = step;");
        for (int group = 0; group < program.Plan.Groups.Count; group++)
        {
            if (Alike(Optimizer, group) == group)
                Add(program.Optimizer.TypeName + ".Coefficients", OptimizerField(group), $"{OptimizerField(group)} = {With("optimizer", Optimizer, program.Plan.Groups[group])}.GetCoefficients(step);");
            for (int rule = 0; rule < program.GradientRules.Count; rule++)
            {
                string field = RuleField(rule, group);
                if (!TakesNorm(rule) && Alike(program.Spec.GradientRules[rule], group) == group)
                    Add(program.GradientRules[rule].TypeName + ".Coefficients", field, [.. CoefficientsOf(rule, group, field, "optimizer.LearningRate", "0.0", "step")]);
            }
        }

        writer.Line("/// <summary>What the updates of one step compute with, the same for all elements of a group of parameters.</summary>");
        using (writer.Braces($"internal readonly struct {StructName}"))
        {
            foreach (string field in fields)
                writer.Line(field);
            writer.Line();
            using (writer.Braces($"internal {StructName}(in {program.Optimizer.TypeName} optimizer, long step)"))
            {
                foreach (string statement in statements)
                    writer.Line(statement);
            }
        }

        writer.Line();
    }

    /// <summary>The first group for which a rule computes the same: one that takes no learning rate and has no weight decay computes the same for all.</summary>
    private int Alike(RuleReference rule, int group)
    {
        bool usesRate = rule.Kind == RuleKind.Optimizer ? rule.LearningRateType is not null : rule.UsesLearningRate;
        UpdateGroup own = program.Plan.Groups[group];
        return program.Plan.Groups.Select(static (other, i) => (other, i)).First(item =>
            (!usesRate || item.other.LearningRateScale == own.LearningRateScale) && (rule.WeightDecayType is null || item.other.WeightDecayScale == own.WeightDecayScale)).i;
    }

    private bool TakesNorm(int rule) => program.GradientRules[rule].Facts.UsesNorm;

    private bool UsedWithNorm(Func<RuleReference, bool> uses) => program.Spec.GradientRules.Any(rule => rule.UsesNorm && uses(rule));

    /// <summary>The statements that give <paramref name="target"/> a gradient rule's coefficients for a group.</summary>
    private IEnumerable<string> CoefficientsOf(int rule, int group, string target, string learningRate, string norm, string step)
    {
        RuleReference reference = program.Spec.GradientRules[rule];
        UpdateGroup scales = program.Plan.Groups[group];
        string rate = reference.UsesLearningRate ? learningRate + Times(scales.LearningRateScale) : "0.0";
        string construction = NetworkText.Construct(reference);
        string local = Identifiers.Camel(RuleField(rule, group)) + "Rule";
        string scaled = With(local, reference, scales);
        if (scaled != local)
            yield return $"{reference.TypeName} {local} = {construction};";
        yield return $"{target} = {(scaled == local ? construction : scaled)}.GetCoefficients({rate}, {norm}, {step});";
    }

    /// <summary>A rule with a group's hyperparameters.</summary>
    private static string With(string rule, RuleReference reference, UpdateGroup group)
    {
        var changes = new List<string>();
        if (reference is { Kind: RuleKind.Optimizer, LearningRateType: { } rate })
            Scale("LearningRate", rate, group.LearningRateScale);
        if (reference.WeightDecayType is { } decay)
            Scale("WeightDecay", decay, group.WeightDecayScale);
        return changes.Count == 0 ? rule : $"({rule} with {{ {string.Join(", ", changes)} }})";

        void Scale(string hyperparameter, string type, double scale)
        {
            string product = scale == 0 ? "0" : $"{rule}.{hyperparameter}{Times(scale)}";
            if (scale != 1)
                changes.Add($"{hyperparameter} = {(type == "float" ? $"(float)({product})" : product)}");
        }
    }

    private static string Times(double scale) => scale == 1 ? "" : " * " + Literals.Double(scale);

    private static string OptimizerField(int group) => "Optimizer" + GroupSuffix(group);

    private string RuleField(int rule, int group) => $"{program.GradientRules[rule].Name}{rule.ToString(CultureInfo.InvariantCulture)}{GroupSuffix(group)}";

    private static string GroupSuffix(int group) => group == 0 ? "" : $"Group{group.ToString(CultureInfo.InvariantCulture)}";
}
