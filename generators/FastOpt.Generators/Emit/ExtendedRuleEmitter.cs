using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints the vector forms of a rule that takes more than x: its value, what it computes in Predict, and its gradients, each over x and the operands.
/// </summary>
internal static class ExtendedRuleEmitter
{
    /// <summary>Prints the methods of one width.</summary>
    public static void Write(SourceWriter writer, RuleSpec rule, RuleIr ir, int width, string coefficientsType)
    {
        string[] inputs = [.. ir.Inputs.Select(static i => i.Text)];
        WriteValue(writer, ir, MethodNames.Apply, inputs, rule, width, coefficientsType);
        if (rule.Predict is { } predict && !OperandFacts.PredictIsIdentity(ir))
            WriteValue(writer, ir, MethodNames.Predict, [inputs[0], .. predict.Parameters.Skip(1).Select(static p => p.Name)], rule, width, coefficientsType);
        WriteGradients(writer, ir, rule, width, coefficientsType);
        if (ir.Tangents.Count > 0)
            WriteGradientTangents(writer, ir, rule, width, coefficientsType);
    }

    /// <summary>The name under which a formula shows the gradient in an input.</summary>
    public static string GradientName(Root root) => "dloss/d" + root.Name;

    /// <summary>The attribute arguments from which another compilation reads the facts.</summary>
    public static IEnumerable<string> FactArguments(RuleFacts facts)
    {
        if (!facts.IsExtended)
            yield break;
        yield return "IsExtended = true";
        if (facts.Operands.Count > 0)
            yield return $"Operands = new[] {{ {Texts(facts.Operands.Select(static o => o.Write()))} }}";
        if (facts.Operands.Any(static o => o.Kind == OperandKind.Statistic))
            yield return $"Over = global::FastOpt.Axis.{facts.Over}";
        if (facts.GroupsProperty is { } groups)
            yield return $"Groups = \"{groups}\"";
        foreach ((bool holds, string name) in new[]
        {
            (facts.HasMomentum, "HasMomentum"),
            (facts.HasPredict, "HasPredict"),
            (facts.PredictIsIdentity, "PredictIsIdentity"),
            (facts.ComparesUniform, "ComparesUniform"),
            (facts.GradientReadsX, "GradientReadsX"),
            (facts.GradientReadsOutput, "GradientReadsOutput"),
            (facts.IsAffine, "IsAffine"),
        })
        {
            if (holds)
                yield return name + " = true";
        }

        if (facts.PredictOperands.Count > 0)
            yield return $"PredictOperands = new[] {{ {Texts(facts.PredictOperands)} }}";
    }

    private static string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Select(static t => $"\"{t}\""));

    private static void WriteValue(SourceWriter writer, RuleIr ir, string method, string[] inputs, RuleSpec rule, int width, string coefficientsType)
    {
        string vector = VectorPrinter.TypeOf(width, ScalarType.Float);
        string coefficients = Identifiers.Unused("coefficients", inputs);
        writer.Line();
        string when = method == MethodNames.Predict ? "What the rule computes in Predict and Evaluate, for" : "Applies the rule to";
        writer.Line($"/// <summary>{when} {Literals.Number(width / 32)} values.</summary>");
        foreach (string input in inputs)
            writer.Line($"/// <param name=\"{input}\">{Meaning(rule, input)}</param>");
        writer.Line($"/// <param name=\"{coefficients}\">The uniform values.</param>");
        writer.Line(FileFrame.Inlining);
        string parameters = string.Join(", ", inputs.Select(i => $"{vector} {Keywords.Escape(i)}"));
        using (writer.Braces($"public static {vector} {method}({parameters}, in {coefficientsType} {coefficients})"))
        {
            Node value = ir.RootsOf(method)[0].Value;
            var printer = new VectorPrinter(width, inputs, coefficients, []);
            printer.Print([value]);
            foreach (string line in printer.Lines)
                writer.Line(line);
            writer.Line($"return {printer.Text(value)};");
        }
    }

    private static void WriteGradients(SourceWriter writer, RuleIr ir, RuleSpec rule, int width, string coefficientsType)
    {
        string vector = VectorPrinter.TypeOf(width, ScalarType.Float);
        Node? output = OperandFacts.Output(ir);
        string gradient = ir.Gradient!.Text;
        string first = output?.Text ?? ir.Inputs[0].Text;
        string[] inputs = [gradient, first, .. ir.Inputs.Skip(1).Select(static i => i.Text)];
        var taken = new List<string>(inputs);
        string coefficients = Identifiers.Unused("coefficients", taken);
        taken.Add(coefficients);
        IReadOnlyList<Root> roots = ir.RootsOf(MethodNames.Gradients);
        var results = new List<string>();
        foreach (Root root in roots)
        {
            string name = Identifiers.Unused("of" + Identifiers.Pascal(root.Name), taken);
            taken.Add(name);
            results.Add(name);
        }

        writer.Line();
        string lanes = Literals.Number(width / 32);
        writer.Line($"/// <summary>The gradients in x and in the operands, from the gradient of the output, for {lanes} values.</summary>");
        writer.Line($"/// <param name=\"{gradient}\">The gradient of the output.</param>");
        writer.Line($"/// <param name=\"{first}\">{(output is null ? Meaning(rule, first) : "The outputs.")}</param>");
        foreach (RuleOperand operand in rule.Operands)
            writer.Line($"/// <param name=\"{operand.Name}\">{Meaning(rule, operand.Name)}</param>");
        writer.Line($"/// <param name=\"{coefficients}\">The uniform values.</param>");
        for (int i = 0; i < roots.Count; i++)
            writer.Line($"/// <param name=\"{results[i]}\">Receives the gradient in {roots[i].Name}.</param>");
        writer.Line(FileFrame.Inlining);
        IEnumerable<string> values = inputs.Select(i => $"{vector} {Keywords.Escape(i)}");
        string parameters = string.Join(", ", [.. values, $"in {coefficientsType} {coefficients}", .. results.Select(r => $"out {vector} {r}")]);
        using (writer.Braces($"public static void {MethodNames.Gradients}({parameters})"))
        {
            var printer = new VectorPrinter(width, inputs, coefficients, results);
            printer.Print([.. roots.Select(static r => r.Value)]);
            foreach (string line in printer.Lines)
                writer.Line(line);
            for (int i = 0; i < roots.Count; i++)
                writer.Line($"{results[i]} = {printer.Text(roots[i].Value)};");
        }
    }

    private static void WriteGradientTangents(SourceWriter writer, RuleIr ir, RuleSpec rule, int width, string coefficientsType)
    {
        string vector = VectorPrinter.TypeOf(width, ScalarType.Float);
        string[] inputs = [ir.Gradient!.Text, .. ir.Inputs.Select(static i => i.Text), .. ir.Tangents.Select(static t => t.Text)];
        var taken = new List<string>(inputs);
        string coefficients = Identifiers.Unused("coefficients", taken);
        taken.Add(coefficients);
        IReadOnlyList<Root> roots = ir.RootsOf(MethodNames.GradientTangents);
        var results = new List<string>();
        foreach (Root root in roots)
        {
            string name = Identifiers.Unused("of" + Identifiers.Pascal(root.Name), taken);
            taken.Add(name);
            results.Add(name);
        }

        writer.Line();
        string lanes = Literals.Number(width / 32);
        writer.Line($"/// <summary>How the gradients in x and in the operands move with these, for a gradient of the output that rests, for {lanes} values.</summary>");
        writer.Line($"/// <param name=\"{ir.Gradient.Text}\">The gradient of the output.</param>");
        foreach (Node input in ir.Inputs)
            writer.Line($"/// <param name=\"{input.Text}\">{Meaning(rule, input.Text)}</param>");
        for (int i = 0; i < ir.Tangents.Count; i++)
            writer.Line($"/// <param name=\"{ir.Tangents[i].Text}\">How {roots[i].Name} moves.</param>");
        writer.Line($"/// <param name=\"{coefficients}\">The uniform values.</param>");
        for (int i = 0; i < roots.Count; i++)
            writer.Line($"/// <param name=\"{results[i]}\">Receives how the gradient in {roots[i].Name} moves.</param>");
        writer.Line(FileFrame.Inlining);
        IEnumerable<string> values = inputs.Select(i => $"{vector} {Keywords.Escape(i)}");
        string parameters = string.Join(", ", [.. values, $"in {coefficientsType} {coefficients}", .. results.Select(r => $"out {vector} {r}")]);
        using (writer.Braces($"public static void {MethodNames.GradientTangents}({parameters})"))
        {
            var printer = new VectorPrinter(width, inputs, coefficients, results);
            printer.Print([.. roots.Select(static r => r.Value)]);
            foreach (string line in printer.Lines)
                writer.Line(line);
            for (int i = 0; i < roots.Count; i++)
                writer.Line($"{results[i]} = {printer.Text(roots[i].Value)};");
        }
    }

    private static string Meaning(RuleSpec rule, string name) =>
        rule.Operands.FirstOrDefault(o => o.Name == name) is { } operand ? Meaning(operand) : "The inputs.";

    private static string Meaning(RuleOperand operand) => operand.Kind switch
    {
        OperandKind.Statistic => "The statistic of what the rule is taken over.",
        OperandKind.Uniform => "Random numbers in [0, 1).",
        OperandKind.Normal => "Random numbers of the standard normal distribution.",
        _ => $"The trained parameter {operand.TensorName}.",
    };
}
