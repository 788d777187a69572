using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit.Objectives;

/// <summary>Prints what the compiler adds to the struct of an objective: the interface, and the derivatives as scalar code in double.</summary>
internal sealed class ObjectiveEmitter
{
    private const string Input = "global::System.ReadOnlySpan<double>";
    private const string Output = "global::System.Span<double>";

    /// <summary>More lines of formulas than this say nothing to a reader.</summary>
    private const int LongestHeader = 24;

    private const string Point = ObjectiveNames.Point;
    private const string Gradient = ObjectiveNames.Gradient;
    private const string Direction = ObjectiveNames.Direction;
    private const string Result = ObjectiveNames.Result;
    private const string Hessian = ObjectiveNames.Hessian;

    private readonly ObjectiveSpec _objective;
    private readonly LoweredObjective _lowered;
    private readonly SourceWriter _writer;
    private readonly string[] _uniforms;

    private ObjectiveEmitter(SourceWriter writer, ObjectiveSpec objective, LoweredObjective lowered)
    {
        (_writer, _objective, _lowered) = (writer, objective, lowered);

        // A local must not hide a member that the expressions read.
        IEnumerable<Node> all = Traversal.InOrder(lowered.Ir.Roots.Select(static r => r.Value));
        _uniforms = [.. all.Where(static n => n.Op is Op.Uniform or Op.UniformCall).Select(static n => n.Text.Replace("this.", "")).Distinct()];
    }

    /// <summary>The objective's part of the struct; nothing for one whose source has an error.</summary>
    public static GeneratedFile? Emit(ObjectiveSpec objective)
    {
        if (objective.Body is null)
            return null;
        LoweredObjective lowered = ObjectiveLowering.Lower(objective);
        string hintName = HintNames.For(objective.Declaration.FileStem, "objective");
        return FileFrame.Write(
            objective.Declaration,
            hintName,
            Header(objective, lowered),
            writer => new ObjectiveEmitter(writer, objective, lowered).WriteMembers(),
            bases: " : global::FastOpt.IObjective");
    }

    private static IEnumerable<string> Header(ObjectiveSpec objective, LoweredObjective lowered)
    {
        int operations = Traversal.InOrder(lowered.Ir.RootsOf(MethodNames.Value).Select(static r => r.Value)).Count(static n => n.Arguments.Count > 0);
        yield return "";
        yield return $"{objective.Name}: an objective of {Count(objective.Dimension, "variable")}, {Count(operations, "operation")}, with exact derivatives "
            + "in double.";
        yield return "";
        string Variable(int i) => lowered.Variables[i].Text.Replace(ObjectiveNames.Point, objective.TakesSpan ? "x" : ObjectiveNames.Point);
        IReadOnlyList<Root> roots = [.. lowered.Ir.RootsOf(MethodNames.Value), .. lowered.Ir.RootsOf(MethodNames.Gradient)];
        string NameOf(Root root) => root.Method == MethodNames.Value ? "f" : "df/d" + Variable(roots.ToList().IndexOf(root) - 1);
        string[] lines = operations > 8 * LongestHeader ? [] :
        [
            .. FormulaPrinter.Describe(roots, lowered.Variables.Select(static v => v.Text), NameOf),
        ];
        if (lines.Length is 0 or > LongestHeader)
            yield break;
        foreach (string line in lines)
            yield return "  " + (objective.TakesSpan ? line.Replace(ObjectiveNames.Point + "[", "x[") : line);
        yield return "";
    }

    private static string Count(int count, string noun) => $"{Literals.Grouped(count)} {noun}{(count == 1 ? "" : "s")}";

    private void WriteMembers()
    {
        if (_objective.NeedsParameterlessConstructor)
            RuleEmitter.WriteDefaults(_writer, "The function with the default of every parameter.", _objective.Declaration, _objective.Hyperparameters);

        _writer.Line("/// <summary>The number of variables.</summary>");
        _writer.Line($"public int Dimension => {Literals.Number(_objective.Dimension)};");
        WriteValue();
        WriteGradients();
        WriteHessianVector();
        WriteHessian();
        if (_objective.Dimension == 2)
            new GridEmitter(_writer, _objective, ObjectiveLowering.Lanes(_objective)).Write();
    }

    /// <summary>The value over a span, which is the user's own method.</summary>
    private void WriteValue()
    {
        if (_objective is { TakesSpan: true, IsPublicInstance: true })
            return;
        if (_objective.TakesSpan)
        {
            _writer.Line();
            _writer.Line($"double global::FastOpt.IObjective.Value({Input} point) => Value(point);");
            return;
        }

        Document("f at a point.", (Point, "The point, one number for each variable."));
        using (_writer.Braces($"public double Value({Input} {Point})"))
        {
            Check(Point);
            string arguments = string.Join(", ", Enumerable.Range(0, _objective.Dimension).Select(i => $"{Point}[{Literals.Number(i)}]"));
            _writer.Line($"return Value({arguments});");
        }
    }

    private void WriteGradients()
    {
        IReadOnlyList<Root> gradient = _lowered.Ir.RootsOf(MethodNames.Gradient);
        (string, string) point = (Point, "The point, one number for each variable.");
        Document("∇f at a point.", point, (Gradient, "Receives the derivative in each variable."));
        using (_writer.Braces($"public void Gradient({Input} {Point}, {Output} {Gradient})"))
        {
            Check(Point);
            Check(Gradient, Point);
            WriteResults(gradient, Gradient, [Point, Gradient]);
        }

        if (_objective is { Dimension: 2, TakesSpan: false })
        {
            string[] names = [.. _lowered.Variables.Select(static v => v.Text)];
            Document("∇f at a point.", [.. names.Select(static n => (n, "A variable."))]);
            using (_writer.Braces($"public (double, double) Gradient(double {Keywords.Escape(names[0])}, double {Keywords.Escape(names[1])})"))
            {
                ScalarPrinter printer = Printer(names);
                Print(printer, gradient);
                _writer.Line($"return ({printer.Text(gradient[0].Value)}, {printer.Text(gradient[1].Value)});");
            }
        }

        Document("f and ∇f at a point.", point, (Gradient, "Receives the derivative in each variable."));
        using (_writer.Braces($"public double ValueAndGradient({Input} {Point}, {Output} {Gradient})"))
        {
            Check(Point);
            Check(Gradient, Point);
            WriteResults([.. _lowered.Ir.RootsOf(MethodNames.Value), .. gradient], Gradient, [Point, Gradient]);
        }
    }

    private void WriteHessianVector()
    {
        Document(
            "∇²f·v at a point, without the Hessian.",
            (Point, "The point, one number for each variable."),
            (Direction, "v."),
            (Result, "Receives the product."));
        using (_writer.Braces($"public void HessianVector({Input} {Point}, {Input} {Direction}, {Output} {Result})"))
        {
            Check(Point);
            Check(Direction);
            Check(Result, Point, Direction);
            WriteResults(_lowered.Ir.RootsOf(MethodNames.HessianVector), Result, [Point, Direction, Result]);
        }
    }

    private void WriteHessian()
    {
        int n = _objective.Dimension;
        Document("∇²f at a point.", (Point, "The point, one number for each variable."), (Hessian, "Receives the second derivatives, row by row."));
        using (_writer.Braces($"public void Hessian({Input} {Point}, {Output} {Hessian})"))
        {
            Check(Point);
            _writer.Line($"engine::ObjectiveArguments.Check(\"{_objective.Name}\", {Literals.Number((long)n * n)}, {Hessian}, {Point}, \"{Hessian}\");");
            if (_lowered.HasHessian)
            {
                WriteClosedHessian(n);
                return;
            }

            // By columns, which are rows as well.
            string direction = Direction, i = Identifiers.Unused("i", _uniforms);
            _writer.Line($"{Output} {direction} = stackalloc double[{Literals.Number(n)}];");
            _writer.Line($"{direction}.Clear();");
            using (_writer.Braces($"for (int {i} = 0; {i} < {Literals.Number(n)}; {i}++)"))
            {
                _writer.Line($"{direction}[{i}] = 1;");
                _writer.Line($"HessianVector({Point}, {direction}, {Hessian}.Slice({i} * {Literals.Number(n)}, {Literals.Number(n)}));");
                _writer.Line($"{direction}[{i}] = 0;");
            }
        }
    }

    private void WriteClosedHessian(int n)
    {
        IReadOnlyList<Root> roots = _lowered.Ir.RootsOf(MethodNames.Hessian);
        ScalarPrinter printer = Printer([Point, Hessian]);
        WriteVariables(roots);
        Print(printer, roots);
        foreach (Root root in roots)
        {
            int[] at = [.. root.Name.Split(',').Select(static i => int.Parse(i, System.Globalization.CultureInfo.InvariantCulture))];
            string lower = $"{Hessian}[{Literals.Number((at[0] * n) + at[1])}]";
            string upper = at[0] == at[1] ? "" : $"{Hessian}[{Literals.Number((at[1] * n) + at[0])}] = ";
            _writer.Line($"{upper}{lower} = {printer.Text(root.Value)};");
        }
    }

    /// <summary>
    /// Writes each root into the span as soon as it is computed, so that nothing waits in memory; the value, where it is among them, is returned.
    /// </summary>
    private void WriteResults(IReadOnlyList<Root> roots, string result, string[] parameters)
    {
        ScalarPrinter printer = Printer(parameters);
        Root? value = roots.FirstOrDefault(static r => r.Method == MethodNames.Value);
        WriteVariables(roots);
        ILookup<Node, Root> results = roots.Where(r => r != value).ToLookup(static r => r.Value);
        Print(printer, roots, ResultOrder.Of(value?.Value, [.. roots.Where(r => r != value).Select(static r => r.Value)]), node =>
        {
            foreach (Root root in results[node])
                printer.Lines.Add($"{result}{root.Name} = {printer.Text(node)};");
        });
        if (value is not null)
            _writer.Line($"return {printer.Text(value.Value)};");
    }

    /// <summary>The variables that the roots read under the names of the user's parameters; elements of a span are read in their place.</summary>
    private void WriteVariables(IReadOnlyList<Root> roots)
    {
        if (_objective.TakesSpan)
            return;
        HashSet<Node> read = [.. Traversal.InOrder(roots.Select(static r => r.Value))];
        for (int i = 0; i < _lowered.Variables.Count; i++)
        {
            if (read.Contains(_lowered.Variables[i]))
                _writer.Line($"double {Keywords.Escape(_lowered.Variables[i].Text)} = {Point}[{Literals.Number(i)}];");
        }
    }

    private void Print(ScalarPrinter printer, IReadOnlyList<Root> roots, IEnumerable<Node>? order = null, Action<Node>? printed = null)
    {
        printer.Print([.. roots.Select(static r => r.Value)], order, printed);
        foreach (string line in printer.Lines)
            _writer.Line(line);
    }

    /// <summary>A printer in a method with these parameters.</summary>
    private ScalarPrinter Printer(IReadOnlyCollection<string> parameters)
    {
        string[] variables = _objective.TakesSpan ? [] : [.. _lowered.Variables.Select(static v => v.Text)];
        string[] hiding = [.. parameters, .. variables];
        return new DoublePrinter([.. hiding, .. _uniforms]) { Parameters = hiding };
    }

    private void Check(string span, params string[] apartFrom)
    {
        string others = string.Concat(apartFrom.Select(static o => o + ", "));
        _writer.Line($"engine::ObjectiveArguments.Check(\"{_objective.Name}\", {Literals.Number(_objective.Dimension)}, {span}, {others}\"{span}\");");
    }

    private void Document(string summary, params (string Name, string Meaning)[] parameters)
    {
        _writer.Line();
        _writer.Line($"/// <summary>{summary}</summary>");
        foreach (var (name, meaning) in parameters)
            _writer.Line($"/// <param name=\"{name}\">{meaning}</param>");
    }
}
