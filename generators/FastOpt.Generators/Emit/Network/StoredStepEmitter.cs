using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the second half of a step whose gradients are stored: the gradients of all weights, then, in turn, the norms that rules take and the updates in between, then the last
/// update. Behind each of these threads wait for each other; a sum of squares has one partial sum for each granule of rows, and every thread adds the partial sums in order.
/// </summary>
internal static class StoredStepEmitter
{
    /// <summary>
    /// The calls of the phases from stored gradients on, in order, for a thread's part; where processes share the update, it is called for pieces of the part.
    /// </summary>
    public static IEnumerable<string> Calls(NetworkText text, string field, string part, string pieces)
    {
        string scale = text.Spec.AccumulatesGradients ? field + "gradientScale, " : "";
        for (int norm = 0; norm < text.Program.Norms.Count; norm++)
        {
            if (text.Program.Norms[norm].Before.Count > 0)
                yield return $"{BeforeNorm(norm)}(in frame, {scale}in {field}{text.Update.Name}, {part});";
            yield return $"{Squares(norm)}(in frame, {part});";
        }

        yield return DistributedEmitter.Pieces(text, pieces, $"Update(in frame, {scale}in {field}{text.Update.Name}, ", part);
    }

    /// <summary>The norm that the first rule takes, as an expression over the engine's buffer.</summary>
    public static string FirstNorm(NetworkText text) => $"{Norm(0)}({NormArguments(text, text.Program.Norms[0], "ref _buffer.Start")})";

    public static void EmitOffsets(SourceWriter writer, MemoryPlan plan, bool isDistributed)
    {
        writer.Line($"private const int GradientDistance = {Literals.Number(plan.GradientDistance)}; // from a parameter to its stored gradient");
        if (isDistributed)
        {
            writer.Line($"private const int SumsOffset = {Literals.Number(plan.SumsOffset)}; // what is summed over the batch: gradients first");
            writer.Line($"private const int SumsFloats = {Literals.Number(plan.DirectionOffset - plan.SumsOffset)}; // as many has the slot of a granule");
        }

        for (int norm = 0; norm < plan.Norms; norm++)
            writer.Line($"private const int {Squares(norm)}Offset = {Literals.Number(plan.NormOffset + (norm * plan.NormFloats))}; // partial sums of squares, in double");
    }

    public static void EmitDriver(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>The second half of a step on one thread: stored gradients through the rules to the weights.</summary>");
        string parameter = text.Program.SharesUpdate ? ", engine::UpdatePieces pieces" : "";
        using (StepEmitter.Method(writer, $"void ApplyGradients({StepEmitter.Frame}, {ScaleParameter(text)}{text.Update.Parameter}{parameter})"))
        {
            foreach (string call in Calls(text, "", "engine::Part.Whole", "pieces"))
                writer.Line(call);
        }
    }

    public static void EmitPhases(SourceWriter writer, NetworkText text)
    {
        string pass = $"({StepEmitter.Frame}, {ScaleParameter(text)}{text.Update.Parameter}, engine::Part part)";
        writer.Line("/// <summary>The gradients of weights and biases, last layer first, summed over the batch and stored in the weights' own layout.</summary>");
        string adding = text.Spec.AccumulatesGradients ? ", long added" : "";
        IReadOnlyList<Phase> summed = text.Program.SummedGradients;
        using (StepEmitter.Method(writer, $"void WeightGradients({StepEmitter.Frame}{adding}, engine::Part part)"))
            OperandText.WritePhases(writer, text, summed, GranuleOperands.Of(text, summed));
        if (text.Program.TotalGradients.Count > 0)
            EmitTotals(writer, text);

        if (text.Program.Running.Count > 0)
        {
            writer.Line();
            writer.Line("/// <summary>Running statistics move towards those of a batch whose step counts.</summary>");
            using (StepEmitter.Method(writer, $"void RunStatistics({StepEmitter.Frame})"))
            {
                writer.Line("engine::Part part = engine::Part.Whole;");
                OperandText.WritePhases(writer, text, text.Program.Running);
            }
        }

        int applied = -1;
        for (int norm = 0; norm < text.Program.Norms.Count; norm++)
        {
            NormPass item = text.Program.Norms[norm];
            if (item.Before.Count > 0)
            {
                writer.Line();
                writer.Line("/// <summary>The rules in front of the next norm, on the stored gradients.</summary>");
                EmitPass(writer, text, "void " + BeforeNorm(norm) + pass, applied, item.Before);
            }

            applied = norm;
            writer.Line();
            EmitNorm(writer, text, norm);
        }

        writer.Line();
        writer.Line("/// <summary>Updates, element by element, from the stored gradients.</summary>");
        EmitPass(writer, text, "void Update" + pass, applied, text.Program.Updates);
    }

    /// <summary>Where a step of several processes goes on from sums that are of the whole batch already.</summary>
    private static void EmitTotals(SourceWriter writer, NetworkText text)
    {
        writer.Line();
        writer.Line("/// <summary>The gradients that are sums of the whole batch already.</summary>");
        using (StepEmitter.Method(writer, $"void TotalGradients({StepEmitter.Frame}, engine::Part part)"))
            OperandText.WritePhases(writer, text, text.Program.TotalGradients);
    }

    /// <summary>A pass over stored gradients, whose first rule may take the norm of that number.</summary>
    private static void EmitPass(SourceWriter writer, NetworkText text, string signature, int norm, IReadOnlyList<Phase> phases)
    {
        using (StepEmitter.Method(writer, signature))
        {
            if (norm >= 0)
                writer.Line($"double norm = {Norm(norm)}({NormArguments(text, text.Program.Norms[norm], "ref frame.Memory")});");
            OperandText.WritePhases(writer, text, phases);
        }
    }

    private static void EmitNorm(SourceWriter writer, NetworkText text, int norm)
    {
        writer.Line($"/// <summary>The partial sums of squares for {text.Program.GradientRules[text.Program.Norms[norm].Rule].Name}.</summary>");
        ParameterSlot[] slots = [.. text.Program.Plan.Parameters.Where(static slot => !slot.IsFrozen)];
        int first = 0;
        using (writer.Braces($"private static void {Squares(norm)}({StepEmitter.Frame}, engine::Part part)"))
        {
            foreach (ParameterSlot slot in slots)
            {
                string extents = $"{Literals.Number(slot.Rows)}, {Literals.Number(slot.Columns)}, {Literals.Number(slot.Stride)}";
                writer.Line($"engine::GradientNorm.SumSquares(ref clr::Unsafe.Add(ref frame.Memory, GradientDistance + {OperandText.ConstantName(slot)}), {extents}, WeightGranule, part, " +
                    $"ref clr::Unsafe.Add(ref frame.Memory, {Squares(norm)}Offset), {Literals.Number(first)});");
                first += Place.NormSums(slot);
            }
        }

        bool scales = Scales(text, text.Program.Norms[norm]);
        writer.Line();
        writer.Line("/// <summary>The norm, from the partial sums.</summary>");
        writer.Line($"private static double {Norm(norm)}(ref float memory{(scales ? ", float gradientScale" : "")}) =>");
        writer.Line($"    {(scales ? "gradientScale * " : "")}engine::GradientNorm.Root(ref clr::Unsafe.Add(ref memory, {Squares(norm)}Offset), {Literals.Number(first)});");
    }

    /// <summary>Whether the norm is of sums that are not yet the mean.</summary>
    private static bool Scales(NetworkText text, NormPass norm) => text.Spec.AccumulatesGradients && !norm.IsScaled;

    private static string NormArguments(NetworkText text, NormPass norm, string memory) => Scales(text, norm) ? memory + ", gradientScale" : memory;

    private static string ScaleParameter(NetworkText text) => text.Spec.AccumulatesGradients ? "float gradientScale, " : "";

    private static string BeforeNorm(int norm) => "BeforeNorm" + Literals.Number(norm);

    private static string Squares(int norm) => "Squares" + Literals.Number(norm);

    private static string Norm(int norm) => "Norm" + Literals.Number(norm);
}
