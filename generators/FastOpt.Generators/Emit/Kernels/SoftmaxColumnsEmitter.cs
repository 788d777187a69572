using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>
/// Prints softmax cross-entropy of narrow rows for as many of them at once as a vector has lanes: a vector for each column, so that no lane is padding and nothing
/// goes across a vector. The columns are added by the tree of the virtual lanes, so the bits are those of one row at a time.
/// </summary>
internal sealed class SoftmaxColumnsEmitter(SourceWriter writer, VectorTarget target, LossKernel kernel)
{
    /// <summary>Columns that are read and written together.</summary>
    private const int Group = 4;

    private int Groups => (kernel.Outputs + Group - 1) / Group;

    /// <summary>Whether rows may be worked on in this form: one vector would hold a row, and the gradient takes the place of the outputs.</summary>
    public static bool Fits(LossKernel kernel) => kernel.Outputs <= VectorTarget.VirtualLanes && kernel.Activation is null;

    /// <summary>Writes the loop over full blocks of rows, and declares <c>block</c>, the first row behind them.</summary>
    public void EmitBlocks()
    {
        string stride = Literals.Number(kernel.Stride);
        writer.Line("int block = 0;");
        using SourceWriter.Block loop = writer.Braces($"for (; block <= rows - {Literals.Number(target.Lanes)}; block += {Literals.Number(target.Lanes)})");
        writer.Line("// A lane for each row: the tile holds a vector for each column.");
        writer.Line($"ref float output = ref clr::Unsafe.Add(ref outputs, block * {stride});");
        writer.Line($"ref float gradient = ref clr::Unsafe.Add(ref gradients, block * {stride});");
        for (int group = 0; group < Groups; group++)
            writer.Line($"engine::RowColumns.Read{Literals.Number(target.Bits)}({At("output", group * Group)}, {stride}, {At("tile", group * Group * target.Lanes)});");
        writer.Line("// Checked at the door; bounded again, for the caller's memory may change meanwhile.");
        writer.Line($"{target.Class}<int> labels = {target.Class}.Min({target.Class}.LoadUnsafe(ref targets, (nuint)block).AsUInt32(), {target.Broadcast($"{Literals.Number(kernel.Outputs - 1)}u")}).AsInt32();");

        writer.Line("// The largest logit, which is subtracted so that no exponential overflows.");
        writer.Line($"{target.Type} largest = {target.Load("tile")};");
        writer.Line($"for (int column = 1; column < {Literals.Number(kernel.Outputs)}; column++)");
        writer.Line($"    largest = {target.Max("largest", Column)};");
        writer.Line($"{target.Type} labelOutputs = {target.Zero};");
        using (ForEachColumn())
        {
            writer.Line($"{target.Type} logits = {Column};");
            writer.Line($"labelOutputs = {target.Select(IsLabel, "logits", "labelOutputs")};");
            StoreColumn("global::FastOpt.VectorMath.Exp(logits - largest)");
        }

        writer.Line($"{target.Type} sums = {Sum()};");
        writer.Line(target.Store("(global::FastOpt.VectorMath.Log(sums) + (largest - labelOutputs))", "losses", "block"));

        writer.Line("// (softmax − onehot) · weight in the mean.");
        writer.Line($"{target.Type} weight = {target.Broadcast("meanWeight")};");
        writer.Line($"{target.Type} scale = weight / sums;");
        using (ForEachColumn())
            StoreColumn($"(({Column} * scale) - ({IsLabel} & weight))");
        for (int column = kernel.Outputs; column < Groups * Group; column++)
            writer.Line(target.Store(target.Zero, "tile", column * target.Lanes));
        for (int group = 0; group < Groups; group++)
            writer.Line($"engine::RowColumns.Write{Literals.Number(target.Bits)}({At("tile", group * Group * target.Lanes)}, {At("gradient", group * Group)}, {stride});");
        EmitPadding();
    }

    private string Column => target.Load("tile", $"column * {Literals.Number(target.Lanes)}");

    private static string At(string name, int offset) => offset == 0 ? $"ref {name}" : $"ref clr::Unsafe.Add(ref {name}, {Literals.Number(offset)})";

    private string IsLabel => $"{target.Class}.Equals(labels, {target.Broadcast("column")}).AsSingle()";

    private SourceWriter.Block ForEachColumn() => writer.Braces($"for (int column = 0; column < {Literals.Number(kernel.Outputs)}; column++)");

    private void StoreColumn(string value) => writer.Line(target.Store(value, "tile", $"column * {Literals.Number(target.Lanes)}"));

    /// <summary>The columns added as <c>VirtualLanes</c> adds lanes; a lane that is not there would add zero.</summary>
    private string Sum()
    {
        string[] lanes = [.. Enumerable.Range(0, kernel.Outputs).Select(column => target.Load("tile", column * target.Lanes))];
        for (int distance = VectorTarget.VirtualLanes / 2; distance > 0; distance /= 2)
            lanes = [.. lanes.Take(distance).Select((lane, i) => i + distance < lanes.Length ? $"({lane} + {lanes[i + distance]})" : lane)];
        return lanes[0];
    }

    /// <summary>What else of a row the products over the gradient read.</summary>
    private void EmitPadding()
    {
        int first = Groups * Group;
        if (first >= target.Lanes)
            return;
        using (writer.Braces($"for (int row = 0; row < {Literals.Number(target.Lanes)}; row++)"))
        {
            while (first < target.Lanes)
            {
                VectorTarget widest = VectorTarget.All.First(candidate => first % candidate.Lanes == 0 && first + candidate.Lanes <= target.Lanes);
                writer.Line(widest.Store(widest.Zero, "gradient", $"(row * {Literals.Number(kernel.Stride)}) + {Literals.Number(first)}"));
                first += widest.Lanes;
            }
        }
    }
}
