using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit.Objectives;

/// <summary>Prints the values of an objective of two variables over a grid: in lanes where its functions have a vector form, else one by one.</summary>
internal sealed class GridEmitter(SourceWriter writer, ObjectiveSpec objective, RuleIr? lanes)
{
    private readonly string _uniforms = Identifiers.Unused("Uniforms", objective.Members);
    private readonly string _lanes = Identifiers.Unused("Lanes", objective.Members);
    private readonly string _getUniforms = Identifiers.Unused("GetUniforms", objective.Members);

    public void Write()
    {
        writer.Line();
        writer.Line("/// <summary>f over a grid, row by row: <c>values[j * xs.Length + i]</c> is f at <c>xs[i]</c>, <c>ys[j]</c>.</summary>");
        writer.Line("/// <param name=\"xs\">Values of the first variable.</param>");
        writer.Line("/// <param name=\"ys\">Values of the second one.</param>");
        writer.Line("/// <param name=\"values\">Receives a row for each value of the second variable.</param>");
        using (writer.Braces("public void Evaluate(global::System.ReadOnlySpan<double> xs, global::System.ReadOnlySpan<double> ys, "
            + "global::System.Span<double> values)"))
        {
            writer.Line($"engine::ObjectiveArguments.CheckGrid(\"{objective.Name}\", xs, ys, values);");
            if (lanes is not null)
                writer.Line($"{_uniforms} uniforms = {_getUniforms}();");
            if (objective.TakesSpan)
                writer.Line("global::System.Span<double> point = stackalloc double[2];");
            using (writer.Braces("for (int j = 0; j < ys.Length; j++)"))
                WriteRow();
        }

        if (lanes is null)
            return;
        WriteUniforms();
        foreach (int width in RuleEmitter.Widths)
            WriteLanes(lanes, width);
    }

    private void WriteRow()
    {
        writer.Line("global::System.Span<double> row = values.Slice(j * xs.Length, xs.Length);");
        writer.Line("int i = 0;");
        if (lanes is not null)
        {
            WriteVectors("if (engine::VectorWidth.Is512)", 512);
            WriteVectors("else if (engine::VectorWidth.Is256)", 256);
            WriteVectors("else if (simd::Vector128.IsHardwareAccelerated)", 128);
            writer.Line();
        }

        using (writer.Braces("for (; i < xs.Length; i++)"))
        {
            if (objective.TakesSpan)
                writer.Line("(point[0], point[1]) = (xs[i], ys[j]);");
            writer.Line(objective.TakesSpan ? "row[i] = Value(point);" : "row[i] = Value(xs[i], ys[j]);");
        }
    }

    private void WriteVectors(string condition, int width)
    {
        string vector = VectorPrinter.ClassOf(width);
        string count = Literals.Number(width / 64);
        string Apply(string at) => $"{_lanes}({vector}.Create(xs.Slice({at})), y, in uniforms).CopyTo(row.Slice({at}));";
        using (writer.Braces(condition))
        {
            writer.Line($"{VectorPrinter.TypeOf(width, ScalarType.Double)} y = {vector}.Create(ys[j]);");
            writer.Line($"for (; i <= xs.Length - {count}; i += {count})");
            writer.Line("    " + Apply("i"));
            writer.Line();
            writer.Line("// The last ones, some of them once more.");
            using (writer.Braces($"if (i < xs.Length && i > 0)"))
            {
                writer.Line(Apply($"xs.Length - {count}"));
                writer.Line("i = xs.Length;");
            }
        }
    }

    private void WriteUniforms()
    {
        writer.Line();
        CoefficientsEmitter.WriteStruct(writer, _uniforms, "private", lanes!.Coefficients);
        writer.Line();
        using (writer.Braces($"private {_uniforms} {_getUniforms}()"))
            CoefficientsEmitter.WriteBody(writer, _uniforms, lanes.Coefficients, [], objective.Members);
    }

    private void WriteLanes(RuleIr ir, int width)
    {
        string vector = VectorPrinter.TypeOf(width, ScalarType.Double);
        string[] inputs = ObjectiveLowering.LaneNames(objective);
        string uniforms = Identifiers.Unused("uniforms", inputs);
        string parameters = string.Join(", ", inputs.Select(i => $"{vector} {Keywords.Escape(i)}"));
        writer.Line();
        writer.Line($"/// <summary>f of {Literals.Number(width / 64)} points.</summary>");
        writer.Line(FileFrame.Inlining);
        using (writer.Braces($"private static {vector} {_lanes}({parameters}, in {_uniforms} {uniforms})"))
        {
            var printer = new VectorPrinter(width, inputs, uniforms, [], ScalarType.Double);
            printer.Print([ir.Roots[0].Value]);
            foreach (string line in printer.Lines)
                writer.Line(line);
            writer.Line($"return {printer.Text(ir.Roots[0].Value)};");
        }
    }
}
