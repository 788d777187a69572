using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>Prints the struct of uniform values, and the method that computes them.</summary>
internal static class CoefficientsEmitter
{
    /// <summary>Prints the struct.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="accessibility">"public".</param>
    /// <param name="coefficients">The values.</param>
    /// <param name="implemented">An interface that it implements, or null.</param>
    /// <param name="members">Prints that interface's members.</param>
    public static void WriteStruct(
        SourceWriter writer, string name, string accessibility, IReadOnlyList<Coefficient> coefficients, string? implemented = null, Action? members = null)
    {
        string bases = implemented is null ? "" : " : " + implemented;
        writer.Line("/// <summary>The values that are the same for all elements, computed once per call.</summary>");
        if (coefficients.Count == 0)
        {
            if (members is null)
            {
                writer.Line($"{accessibility} readonly struct {name};");
                return;
            }

            using (writer.Braces($"{accessibility} readonly struct {name}{bases}"))
                members();
            return;
        }

        foreach (Coefficient coefficient in coefficients)
            writer.Line($"/// <param name=\"{ParameterOf(coefficient).TrimStart('@')}\">{Meaning(coefficient)}</param>");
        string parameters = string.Join(", ", coefficients.Select(static c => $"{TypeOf(c)} {ParameterOf(c)}"));
        using (writer.Braces($"{accessibility} readonly struct {name}({parameters}){bases}"))
        {
            bool isFirst = true;
            foreach (Coefficient coefficient in coefficients)
            {
                if (!isFirst)
                    writer.Line();
                isFirst = false;
                writer.Line($"/// <summary>{Meaning(coefficient)}</summary>");
                writer.Line($"public {InheritedNames.InStruct(coefficient.Name)}readonly {TypeOf(coefficient)} {Keywords.Escape(coefficient.Name)} = {ParameterOf(coefficient)};");
            }

            if (members is null)
                return;
            writer.Line();
            members();
        }
    }

    /// <summary>Prints the statements that return the struct, in a method with these parameters.</summary>
    public static void WriteBody(SourceWriter writer, string name, IReadOnlyList<Coefficient> coefficients, IReadOnlyCollection<string> parameters, IEnumerable<string> taken)
    {
        if (coefficients.Count == 0)
        {
            writer.Line("return default;");
            return;
        }

        // Whatever the project says of overflows, the rule's own source has said it by now.
        if (Traversal.InOrder(coefficients.Select(static c => c.Value)).Any(ScalarPrinter.Wraps))
        {
            using (writer.Braces("unchecked"))
                WriteStatements(writer, name, coefficients, parameters, taken);
        }
        else
        {
            WriteStatements(writer, name, coefficients, parameters, taken);
        }
    }

    private static void WriteStatements(SourceWriter writer, string name, IReadOnlyList<Coefficient> coefficients, IReadOnlyCollection<string> parameters, IEnumerable<string> taken)
    {
        // A local must not hide a member that the expressions read.
        Node[] values = [.. coefficients.Select(static c => c.Value)];
        string[] read = [.. Traversal.InOrder(values).Where(static n => n.Op == Op.Uniform).Select(static n => n.Text)];
        var printer = new ScalarPrinter([.. parameters, .. taken, .. read]) { Parameters = parameters };
        printer.Print(values);
        foreach (string line in printer.Lines)
            writer.Line(line);
        writer.Line($"return new {name}(");
        for (int i = 0; i < coefficients.Count; i++)
        {
            Fragment value = printer.Text(coefficients[i].Value);
            string text = coefficients[i].Type == ScalarType.Bool ? value.In(Precedence.OrElse) + " ? -1 : 0" : value.Text;
            writer.Line($"    {ParameterOf(coefficients[i])}: {text}{(i == coefficients.Count - 1 ? ");" : ",")}");
        }
    }

    /// <summary>A bool is a mask: an int whose bits are all set where true.</summary>
    private static string TypeOf(Coefficient coefficient) => coefficient.Type == ScalarType.Bool ? "int" : coefficient.Type.Keyword();

    private static string ParameterOf(Coefficient coefficient) => Keywords.Escape(Identifiers.Camel(coefficient.Name));

    private static string Meaning(Coefficient coefficient)
    {
        var printer = new FormulaPrinter([]) { HasLocals = false };
        printer.Print([coefficient.Value]);
        string formula = Identifiers.Xml(printer.Text(coefficient.Value).Text);
        return $"<c>{formula}</c>{(coefficient.Type == ScalarType.Bool ? ", all bits set where true" : "")}.";
    }
}
