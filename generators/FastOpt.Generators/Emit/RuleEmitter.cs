using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>Prints what the compiler adds to the struct of a rule: the coefficients, and the rule over vectors of each width.</summary>
internal static class RuleEmitter
{
    /// <summary>The widths in bits.</summary>
    public static readonly int[] Widths = [128, 256, 512];

    private const string CoefficientsType = "Coefficients";

    /// <summary>The rule's part of the struct; for a structured rule, or one with an error, only its constructor.</summary>
    public static GeneratedFile? Emit(RuleSpec rule)
    {
        if (rule.Body is null && !rule.NeedsParameterlessConstructor && rule.Kind != RuleKind.Schedule)
            return null;
        RuleIr? ir = rule.Body is null ? null : RuleLowering.Lower(rule);
        string hintName = HintNames.For(rule.Declaration.FileStem, "rule");
        return FileFrame.Write(rule.Declaration, hintName, Header(rule, ir), writer => WriteMembers(writer, rule, ir), ir is null ? "" : CompiledRule(rule), Bases(rule));
    }

    private static string Bases(RuleSpec rule)
    {
        string[] schedule = rule.Kind == RuleKind.Schedule ? ["global::FastOpt.ISchedule"] : [];
        string[] bases = [.. schedule, .. OptimizerRuleEmitter.Bases(rule), .. StoredRuleEmitter.Bases(rule), .. RuleFormulaEmitter.Bases(rule)];
        return bases.Length == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static IEnumerable<string> Header(RuleSpec rule, RuleIr? ir)
    {
        yield return "";
        if (ir is null)
        {
            yield return rule.Name;
            yield break;
        }

        yield return $"{rule.Name}: {Kind(rule.Kind)}, about {Literals.Number(RuleLowering.Facts(rule).Cost)} vector operations each.";
        yield return "";
        // Tangents are as many products as there are pairs of inputs: nothing to read.
        string[] methods = [.. ir.Roots.Select(static r => r.Method).Where(static m => m != MethodNames.GradientTangents).Distinct()];
        foreach (string method in methods)
        {
            IReadOnlyList<Root> roots = [.. ir.RootsOf(method).Select(static r => r with { Value = BeforeFlush(r.Value) })];
            foreach (string line in FormulaPrinter.Describe(roots, ir.Inputs.Select(static i => i.Text), root => ResultName(ir, root)))
                yield return "  " + line;
            if (ir.RootsOf(method).Any(static r => IsFlush(r.Value)))
                yield return "  States next to zero become zero, before they are denormal.";
            if (method != methods[methods.Length - 1])
                yield return "";
        }

        yield return "";
    }

    private static string Kind(RuleKind kind) => kind switch
    {
        RuleKind.Optimizer => "an optimizer",
        RuleKind.Activation => "an activation",
        RuleKind.GradientRule => "a gradient rule",
        RuleKind.Normalization => "a normalization",
        _ => "a loss",
    };

    private static string ResultName(RuleIr ir, Root root) => (ir.Kind, root.Name) switch
    {
        _ when root.Method == MethodNames.Gradients => ExtendedRuleEmitter.GradientName(root),
        _ when root.Method == MethodNames.Predict => "prediction",
        (RuleKind.Normalization, _) => "y",
        (RuleKind.Optimizer or RuleKind.GradientRule, _) => root.Name + "'",
        (RuleKind.Activation, RuleLowering.DerivativeResult) => "dy/d" + ir.Inputs[0].Text,
        (RuleKind.Activation, RuleLowering.SecondDerivativeResult) => $"d²y/d{ir.Inputs[0].Text}²",
        (_, RuleLowering.SecondDerivativeResult) => $"d²loss/d{ir.Inputs[0].Text}²",
        (RuleKind.Activation, _) => "y",
        (_, RuleLowering.DerivativeResult) => "dloss/d" + ir.Inputs[0].Text,
        _ => "loss",
    };

    private static string CompiledRule(RuleSpec rule)
    {
        RuleFacts facts = RuleLowering.Facts(rule);
        IEnumerable<string> arguments = facts.States.Select(static s => $"\"{s}\"");
        if (rule.Kind == RuleKind.Activation && !facts.IsExtended && facts.DerivativeForm == DerivativeForm.Input)
            arguments = arguments.Append("DerivativeFromInput = true");
        if (facts.UsesNorm)
            arguments = arguments.Append("UsesNorm = true");
        if (facts.UsesLearningRate)
            arguments = arguments.Append("UsesLearningRate = true");
        arguments = arguments.Concat(ExtendedRuleEmitter.FactArguments(facts));
        if (facts.IsTwiceDifferentiable)
            arguments = arguments.Append("IsTwiceDifferentiable = true");
        return $"[global::FastOpt.CompiledRule({string.Join(", ", arguments.Append("Cost = " + Literals.Number(facts.Cost)))})]";
    }

    private static void WriteMembers(SourceWriter writer, RuleSpec rule, RuleIr? ir)
    {
        if (rule.NeedsParameterlessConstructor)
            WriteDefaults(writer, "The rule with the default of every hyperparameter.", rule.Declaration, rule.Hyperparameters);

        if (ir is not null)
        {
            WriteLifted(writer, rule, ir);
            RuleFormulaEmitter.Emit(writer, rule, ir);
        }

        OptimizerRuleEmitter.Emit(writer, rule);
        StoredRuleEmitter.Emit(writer, rule);
    }

    /// <summary>The parameterless constructor, which C# would make of zeros.</summary>
    public static void WriteDefaults(SourceWriter writer, string summary, DeclarationSpec declaration, IEnumerable<HyperparameterSpec> hyperparameters)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        string defaults = string.Join(", ", hyperparameters.Select(static h => h.DefaultLiteral));
        using (writer.Braces($"public {declaration.Types.Last().Name}() : this({defaults})"))
        {
        }

        writer.Line();
    }

    private static void WriteLifted(SourceWriter writer, RuleSpec rule, RuleIr ir)
    {
        WriteCoefficients(writer, rule, ir);
        foreach (int width in Widths)
        {
            switch (rule.Kind)
            {
                case RuleKind.Optimizer or RuleKind.GradientRule:
                    WriteUpdate(writer, ir, width);
                    break;
                case var _ when rule.IsExtended:
                    ExtendedRuleEmitter.Write(writer, rule, ir, width, CoefficientsType);
                    break;
                case RuleKind.Activation:
                    WriteActivation(writer, ir, width);
                    break;
                default:
                    WriteLoss(writer, ir, width);
                    break;
            }
        }

        if (rule.Kind == RuleKind.Activation && !rule.IsExtended)
            SpanEmitter.WriteActivation(writer, ir.Inputs[0].Text);
    }

    private static void WriteCoefficients(SourceWriter writer, RuleSpec rule, RuleIr ir)
    {
        string? lanes = RuleLanesEmitter.InterfaceOf(rule);
        CoefficientsEmitter.WriteStruct(
            writer, CoefficientsType, "public", ir.Coefficients, lanes, lanes is null ? null : () => RuleLanesEmitter.Emit(writer, rule, ir));
        writer.Line();
        (string Type, string Name, string Meaning)[] parameters = [.. UniformParameters(rule)];
        writer.Line("/// <summary>Computes the values that are the same for all elements, in the types of the rule's own source.</summary>");
        foreach (var (_, name, meaning) in parameters)
            writer.Line($"/// <param name=\"{name}\">{meaning}</param>");
        using (writer.Braces($"public {CoefficientsType} GetCoefficients({string.Join(", ", parameters.Select(static p => $"{p.Type} {Keywords.Escape(p.Name)}"))})"))
            CoefficientsEmitter.WriteBody(writer, CoefficientsType, ir.Coefficients, [.. parameters.Select(static p => p.Name)], rule.Hyperparameters.Select(static h => h.Name).Append("step"));
    }

    /// <summary>
    /// The parameters of GetCoefficients. Those that the scalar method has are called as there, for its expressions name them; one that it has not, but every rule of its kind takes, must
    /// not hide a hyperparameter.
    /// </summary>
    private static IEnumerable<(string Type, string Name, string Meaning)> UniformParameters(RuleSpec rule)
    {
        MethodParameter[] uniforms = [.. rule.Body!.Parameters.Where(static p => p.Type is ScalarType.Long or ScalarType.Double)];
        List<string> taken = [.. uniforms.Select(static p => p.Name), .. rule.Hyperparameters.Select(static h => h.Name)];
        string Name(ScalarType type, string wanted, bool anyName)
        {
            if (uniforms.FirstOrDefault(p => p.Type == type && (anyName || p.Name == wanted)) is { } own)
                return own.Name;
            string name = Identifiers.Unused(wanted, taken);
            taken.Add(name);
            return name;
        }

        if (rule.Kind == RuleKind.GradientRule)
        {
            yield return ("double", Name(ScalarType.Double, UniformNames.LearningRate, anyName: false), "The learning rate in force.");
            yield return ("double", Name(ScalarType.Double, UniformNames.Norm, anyName: false), "The L2 norm of the whole gradient.");
        }

        if (rule.Kind is RuleKind.Optimizer or RuleKind.GradientRule)
            yield return ("long", Name(ScalarType.Long, "step", anyName: true), "The number of the step, from 1.");
    }

    private static void WriteUpdate(SourceWriter writer, RuleIr ir, int width)
    {
        string vector = VectorPrinter.TypeOf(width, ScalarType.Float);
        bool isOptimizer = ir.Kind == RuleKind.Optimizer;
        var parameters = new List<string>();
        for (int i = 0; i < ir.Inputs.Count; i++)
            parameters.Add($"{(i == 1 && isOptimizer ? "" : "ref ")}{vector} {Keywords.Escape(ir.Inputs[i].Text)}");
        writer.Line();
        writer.Line(isOptimizer ? $"/// <summary>Updates {Lanes(width)} weights.</summary>" : $"/// <summary>Applies the rule to {Lanes(width)} weights and their gradients.</summary>");
        WriteParameters(writer, ir, static input => input == 0 ? "The weights." : input == 1 ? "Their gradients." : "State; values next to zero become zero.");
        writer.Line(FileFrame.Inlining);
        using (writer.Braces($"public static void {ir.Roots[0].Method}({string.Join(", ", parameters)}, in {CoefficientsType} {CoefficientsName(ir)})"))
        {
            IReadOnlyList<Root> roots = [.. ir.Roots.Where(r => !(r.Value.Op == Op.Input && r.Value.Text == r.Name))];
            var printer = new VectorPrinter(width, [.. ir.Inputs.Select(static i => i.Text)], CoefficientsName(ir), []);

            // Nothing is assigned before everything is computed; a state's old value under another name is no input any more.
            foreach (Root root in roots)
                printer.Names[BeforeFlush(root.Value)] = "next" + Identifiers.Pascal(root.Name);
            printer.Print([.. roots.Select(static r => r.Value)]);
            foreach (string line in printer.Lines)
                writer.Line(line);
            foreach (Root root in roots)
                writer.Line($"{Keywords.Escape(root.Name)} = {printer.Text(root.Value)};");
        }
    }

    /// <summary>Whether the value is a state that is set to zero where it is tiny; the state then stands in a local.</summary>
    private static bool IsFlush(Node value) => value.Op == Op.Select && value[1].IsLiteral(0) && value[0].Op == Op.Less && value[0][0].Is(ElementaryFunction.Abs) && value[0][0][0] == value[2];

    private static Node BeforeFlush(Node value) => IsFlush(value) ? value[2] : value;

    private static void WriteActivation(SourceWriter writer, RuleIr ir, int width)
    {
        string vector = VectorPrinter.TypeOf(width, ScalarType.Float);
        string input = ir.Inputs[0].Text;
        writer.Line();
        writer.Line($"/// <summary>Applies the rule to {Lanes(width)} values.</summary>");
        WriteParameters(writer, ir, static _ => "The inputs.");
        writer.Line(FileFrame.Inlining);
        using (writer.Braces($"public static {vector} Apply({vector} {Keywords.Escape(input)}, in {CoefficientsType} {CoefficientsName(ir)})"))
            WriteReturn(writer, ir, ir.RootsOf(MethodNames.Apply)[0].Value, width, [input]);

        Node derivative = ir.RootsOf(MethodNames.Derivative)[0].Value;
        bool fromOutput = ir.DerivativeForm == DerivativeForm.Output;
        string argument = fromOutput ? Traversal.InOrder([derivative]).FirstOrDefault(static n => n.Op == Op.Input)?.Text ?? RecognizeOutput.Output : input;
        writer.Line();
        writer.Line($"/// <summary>The derivative, from the {(fromOutput ? "output" : "input")}, at {Lanes(width)} values.</summary>");
        writer.Line($"/// <param name=\"{argument}\">The {(fromOutput ? "outputs" : "inputs")}.</param>");
        writer.Line($"/// <param name=\"{CoefficientsName(ir)}\">The uniform values.</param>");
        writer.Line(FileFrame.Inlining);
        using (writer.Braces($"public static {vector} Derivative({vector} {Keywords.Escape(argument)}, in {CoefficientsType} {CoefficientsName(ir)})"))
            WriteReturn(writer, ir, derivative, width, [argument]);
        WriteSecondDerivative(writer, ir, width, [input], static _ => "The inputs.");
    }

    private static void WriteLoss(SourceWriter writer, RuleIr ir, int width)
    {
        string vector = VectorPrinter.TypeOf(width, ScalarType.Float);
        string[] inputs = [.. ir.Inputs.Select(static i => i.Text)];
        string parameters = string.Join(", ", inputs.Select(i => $"{vector} {Keywords.Escape(i)}")) + $", in {CoefficientsType} {CoefficientsName(ir)}";
        IReadOnlyList<Root> roots = ir.RootsOf(MethodNames.Apply);
        writer.Line();
        writer.Line($"/// <summary>The loss of {Lanes(width)} elements.</summary>");
        WriteParameters(writer, ir, static input => input == 0 ? "The predictions." : "The targets.");
        writer.Line(FileFrame.Inlining);
        using (writer.Braces($"public static {vector} Apply({parameters})"))
            WriteReturn(writer, ir, roots[0].Value, width, inputs);

        string derivative = inputs.Contains("derivative") ? "lossDerivative" : "derivative";
        writer.Line();
        writer.Line($"/// <summary>The loss of {Lanes(width)} elements, and its derivative in the prediction.</summary>");
        WriteParameters(writer, ir, static input => input == 0 ? "The predictions." : "The targets.");
        writer.Line($"/// <param name=\"{derivative}\">Receives the derivative.</param>");
        writer.Line(FileFrame.Inlining);
        using (writer.Braces($"public static {vector} ApplyWithDerivative({parameters}, out {vector} {derivative})"))
        {
            var printer = new VectorPrinter(width, inputs, CoefficientsName(ir), [derivative]);
            printer.Print([.. roots.Select(static r => r.Value)]);
            foreach (string line in printer.Lines)
                writer.Line(line);
            writer.Line($"{derivative} = {printer.Text(roots[1].Value)};");
            writer.Line($"return {printer.Text(roots[0].Value)};");
        }

        WriteSecondDerivative(writer, ir, width, inputs, static input => input == 0 ? "The predictions." : "The targets.");
    }

    private static void WriteSecondDerivative(SourceWriter writer, RuleIr ir, int width, IReadOnlyCollection<string> inputs, Func<int, string> describe)
    {
        if (ir.RootsOf(MethodNames.SecondDerivative).SingleOrDefault() is not { } second)
            return;
        string vector = VectorPrinter.TypeOf(width, ScalarType.Float);
        string parameters = string.Join(", ", inputs.Select(i => $"{vector} {Keywords.Escape(i)}"));
        writer.Line();
        writer.Line($"/// <summary>The second derivative in {ir.Inputs[0].Text} at {Lanes(width)} values.</summary>");
        WriteParameters(writer, ir, describe);
        writer.Line(FileFrame.Inlining);
        using (writer.Braces($"public static {vector} {MethodNames.SecondDerivative}({parameters}, in {CoefficientsType} {CoefficientsName(ir)})"))
            WriteReturn(writer, ir, second.Value, width, inputs);
    }

    private static void WriteReturn(SourceWriter writer, RuleIr ir, Node value, int width, IReadOnlyCollection<string> inputs)
    {
        var printer = new VectorPrinter(width, inputs, CoefficientsName(ir), []);
        printer.Print([value]);
        foreach (string line in printer.Lines)
            writer.Line(line);
        writer.Line($"return {printer.Text(value)};");
    }

    private static void WriteParameters(SourceWriter writer, RuleIr ir, Func<int, string> describe)
    {
        for (int i = 0; i < ir.Inputs.Count; i++)
            writer.Line($"/// <param name=\"{ir.Inputs[i].Text}\">{describe(i)}</param>");
        writer.Line($"/// <param name=\"{CoefficientsName(ir)}\">The uniform values.</param>");
    }

    private static string CoefficientsName(RuleIr ir) => Identifiers.Unused("coefficients", [.. ir.Inputs.Select(static i => i.Text)]);

    private static string Lanes(int width) => Literals.Number(width / 32);
}
