using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints loops over spans of any length: full vectors of the widest width in use, then one partial vector that is computed by the same code, so that the bits of
/// an element do not depend on its position.
/// </summary>
internal static class SpanEmitter
{
    private const string Helper = "engine::PartialVector";

    /// <summary>The span form of an activation.</summary>
    public static void WriteActivation(SourceWriter writer, string input)
    {
        // A parameter must not hide what the body calls.
        if (input is "Apply" or "GetCoefficients" or "Coefficients")
            input = "inputs";
        string x = Keywords.Escape(input);
        string result = input == "result" ? "results" : "result";
        writer.Line();
        writer.Line("/// <summary>Applies the rule to every value; in place where both spans are the same.</summary>");
        writer.Line($"/// <param name=\"{input}\">The inputs.</param>");
        writer.Line($"/// <param name=\"{result}\">Receives the outputs; at least as long as the inputs.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The result is too short, or overlaps the inputs elsewhere than at their start.</exception>");
        using (writer.Braces(
            $"public void Apply(global::System.ReadOnlySpan<float> {x}, global::System.Span<float> {result})"))
        {
            string coefficients = Identifiers.Unused("coefficients", [input, result]);
            writer.Line($"Coefficients {coefficients} = GetCoefficients();");
            WriteLoop(writer, [new SpanArgument(input, "float")], result, "float", [coefficients], a => $"Apply({string.Join(", ", a)}, in {coefficients})");
        }
    }

    /// <summary>Prints the checks and the loop.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="spans">The spans that are read; the first one's length counts.</param>
    /// <param name="result">The span that is written.</param>
    /// <param name="resultType">The type of its elements.</param>
    /// <param name="taken">The other names in scope.</param>
    /// <param name="apply">The call on the vectors of the arguments.</param>
    public static void WriteLoop(
        SourceWriter writer, IReadOnlyList<SpanArgument> spans, string result, string resultType, IEnumerable<string> taken, Func<IEnumerable<string>, string> apply)
    {
        List<string> names = [.. spans.Select(static s => s.Name), result, .. taken];
        string Local(string stem)
        {
            string name = Identifiers.Unused(stem, names);
            names.Add(name);
            return name;
        }

        string[] starts = [.. spans.Select(s => Local(s.Name + "Start"))];
        string resultStart = Local(result + "Start");
        string i = Local("i");
        string first = Keywords.Escape(spans[0].Name);
        string written = Keywords.Escape(result);
        foreach (SpanArgument span in spans.Skip(1))
            writer.Line($"{Helper}.RequireSameLength({first}.Length, {Keywords.Escape(span.Name)}.Length, \"{span.Name}\");");
        foreach (SpanArgument span in spans)
            writer.Line($"{Helper}.RequireResult({Read(span, resultType)}, {written}, \"{result}\");");

        for (int index = 0; index < spans.Count; index++)
            writer.Line($"ref readonly {spans[index].Type} {starts[index]} = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({Keywords.Escape(spans[index].Name)});");
        writer.Line($"ref {resultType} {resultStart} = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({written});");
        writer.Line($"int {i} = 0;");
        foreach (int width in new[] { 512, 256, 128 })
        {
            string vector = VectorPrinter.ClassOf(width);
            string lanes = $"{vector}<float>.Count";

            // The narrowest one needs no condition: it is what runs when nothing is accelerated.
            if (width != 128)
            {
                using (writer.Braces($"if (engine::VectorWidth.Is{Literals.Number(width)})"))
                {
                    WriteWidth(writer, spans, starts, written, resultStart, apply, i, width, vector, lanes);
                    writer.Line("return;");
                }

                writer.Line();
            }
            else
            {
                WriteWidth(writer, spans, starts, written, resultStart, apply, i, width, vector, lanes);
            }
        }
    }

    private static void WriteWidth(
        SourceWriter writer,
        IReadOnlyList<SpanArgument> spans,
        IReadOnlyList<string> starts,
        string result,
        string resultStart,
        Func<IEnumerable<string>, string> apply,
        string i,
        int width,
        string vector,
        string lanes)
    {
        string first = Keywords.Escape(spans[0].Name);
        using (writer.Braces($"for (; {i} <= {first}.Length - {lanes}; {i} += {lanes})"))
            writer.Line($"{vector}.StoreUnsafe({apply(starts.Select(s => $"{vector}.LoadUnsafe(in {s}, (nuint){i})"))}, ref {resultStart}, (nuint){i});");
        writer.Line();
        writer.Line($"if ({i} < {first}.Length)");
        string partial = apply(spans.Select(s => $"{Helper}.Load{Literals.Number(width)}({Keywords.Escape(s.Name)}.Slice({i}))"));
        writer.Line($"    {Helper}.Store({partial}, {result}.Slice({i}, {first}.Length - {i}));");
    }

    /// <summary>The span as one of the result's elements, which is only compared with it by address.</summary>
    private static string Read(SpanArgument span, string resultType) => span.Type == resultType
        ? Keywords.Escape(span.Name)
        : $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{span.Type}, {resultType}>({Keywords.Escape(span.Name)})";
}

/// <summary>A span that a loop reads.</summary>
/// <param name="Name">The span.</param>
/// <param name="Type">The type of its elements.</param>
internal sealed record SpanArgument(string Name, string Type);
