using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>
/// Prints how the values of rules move, element by element: second derivatives of activations and losses, tangents of rules that take more than x.
/// </summary>
internal static class TangentEmitter
{
    public static void Activation(SourceWriter writer, VectorTarget target, KernelMethod method, ActivationCurvatureKernel kernel) =>
        ForEachVector(writer, target, method, kernel.Width, kernel.Stride, () =>
        {
            writer.Line($"{target.Type} second = {kernel.Activation.TypeName}.SecondDerivative({target.Load("inputs", "offset")}, in activation);");
            writer.Line(target.Store($"({target.Load("gradients", "offset")} * {target.Load("tangents", "offset")} * second)", "results", "offset"));
        });

    public static void Map(SourceWriter writer, VectorTarget target, KernelMethod method, MapTangentKernel kernel) =>
        ForEachVector(writer, target, method, kernel.Width, kernel.Stride, () =>
        {
            string[] results = [.. kernel.Moves.Select(static (_, i) => "slope" + Literals.Number(i))];
            Gradients(writer, target, kernel.Rule, target.Broadcast("1f"), target.Load("inputs", "offset"), kernel.Operands.Count, "slope", results);
            writer.Line($"{target.Type} sum = {(kernel.XMoves ? $"slope * {target.Load(TangentNames.X, "offset")}" : target.Zero)};");
            for (int i = 0; i < results.Length; i++)
            {
                if (kernel.Moves[i])
                    writer.Line($"sum = {target.MultiplyAdd(results[i], target.Load(TangentNames.Tangent(i), "offset"), "sum")};");
            }

            writer.Line(target.Store("sum", "results", "offset"));
        });

    public static void MapGradients(SourceWriter writer, VectorTarget target, KernelMethod method, MapGradientTangentsKernel kernel) =>
        ForEachVector(writer, target, method, kernel.Width, kernel.Stride, () =>
        {
            int count = kernel.Differentiable.Count;
            string[] Names(string stem) => [.. Enumerable.Range(0, count).Select(i => stem + Literals.Number(i))];
            string[] moved = Names("moved");
            writer.Line($"{target.Type} gradient = {target.Load("gradients", "offset")};");
            IEnumerable<string> arguments =
            [
                "gradient", target.Load("inputs", "offset"), .. Operands(target, kernel.Operands.Count),
                kernel.XMoves ? target.Load(TangentNames.X, "offset") : target.Zero,
                .. kernel.Moves.Select((moves, i) => moves ? target.Load(TangentNames.Tangent(i), "offset") : target.Zero),
                "in coefficients", .. moved.Prepend("moved").Select(name => $"out {target.Type} {name}"),
            ];
            writer.Line($"{kernel.Rule.TypeName}.GradientTangents({string.Join(", ", arguments)});");
            string first = target.Load(kernel.ReadsOutput ? "outputs" : "inputs", "offset");
            if (kernel.GradientMoves)
            {
                string[] added = Names("added");
                Gradients(writer, target, kernel.Rule, target.Load(TangentNames.Gradient, "offset"), first, kernel.Operands.Count, "added", added);
                writer.Line("moved += added;");
                for (int i = 0; i < count; i++)
                    writer.Line($"{moved[i]} += {added[i]};");
            }

            writer.Line(target.Store("moved", "results", "offset"));
            for (int i = 0; i < count; i++)
                writer.Line(target.Store(moved[i], TangentNames.Result(i), "offset"));
            if (kernel.Differentiable.All(static operand => operand.Statistic is null))
                return;
            string[] slopes = Names("slope");
            Gradients(writer, target, kernel.Rule, "gradient", first, kernel.Operands.Count, null, slopes);
            for (int i = 0; i < count; i++)
            {
                if (kernel.Differentiable[i].Statistic is not null)
                    writer.Line(target.Store(slopes[i], TangentNames.Statistic(i), "offset"));
            }
        });

    /// <summary>The second derivative of a loss by elements; that of a softmax is a call of the runtime for each row.</summary>
    public static void Loss(SourceWriter writer, VectorTarget target, KernelMethod method, LossTangentKernel kernel)
    {
        string outputs = Literals.Number(kernel.Outputs);
        writer.Line(KernelText.Attribute);
        using (writer.Braces(method.Header()))
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"ref float output = ref clr::Unsafe.Add(ref outputs, row * {Literals.Number(kernel.Stride)});");
            writer.Line($"ref float tangent = ref clr::Unsafe.Add(ref tangents, row * {Literals.Number(kernel.TangentStride)});");
            writer.Line($"ref float result = ref clr::Unsafe.Add(ref results, row * {Literals.Number(kernel.ResultStride)});");
            writer.Line($"float weight = {(kernel.IsWeighted ? "clr::Unsafe.Add(ref weights, row) * meanWeight" : "meanWeight")};");
            if (kernel.Use.Softmax is not null)
            {
                writer.Line($"engine::SoftmaxTangent.Row(ref output, ref tangent, ref result, {outputs}, {Mass(kernel)}weight);");
                return;
            }

            writer.Line($"ref float target = ref clr::Unsafe.Add(ref targets, row * {outputs});");
            if (kernel.HasTargetRow)
            {
                writer.Line($"engine::MatrixLayout.CopyRow(ref target, ref targetRow, {outputs});");
                writer.Line("target = ref targetRow;");
            }

            using (writer.Braces($"for (int column = 0; column < {outputs}; column += {Literals.Number(target.Lanes)})"))
            {
                string second = $"{kernel.Loss.TypeName}.SecondDerivative({target.Load("output", "column")}, {target.Load("target", "column")}, in loss)";
                writer.Line(target.Store($"({second} * {target.Load("tangent", "column")} * {target.Broadcast("weight")})", "result", "column"));
            }
        }
    }

    /// <summary>"… * ": the sum of what a row is compared with, where that is not 1.</summary>
    private static string Mass(LossTangentKernel kernel)
    {
        if (!kernel.HasMass)
            return "";
        (string outputs, string stride) = (Literals.Number(kernel.Outputs), Literals.Number(kernel.ClassStride));
        string target = kernel.Use.Target == TargetKind.Label ? "clr::Unsafe.Add(ref targets, row)" : $"ref clr::Unsafe.Add(ref targets, row * {outputs})";
        return $"engine::SoftmaxTangent.Mass({target}, ref classes, {outputs}, {stride}) * ";
    }

    private static void Gradients(
        SourceWriter writer, VectorTarget target, FusedRule rule, string gradient, string first, int operands, string? ofX, IEnumerable<string> ofOperands)
    {
        IEnumerable<string> arguments =
        [
            gradient, first, .. Operands(target, operands), "in coefficients", ofX is null ? "out _" : $"out {target.Type} {ofX}",
            .. ofOperands.Select(name => $"out {target.Type} {name}"),
        ];
        writer.Line($"{rule.TypeName}.Gradients({string.Join(", ", arguments)});");
    }

    private static IEnumerable<string> Operands(VectorTarget target, int count) =>
        Enumerable.Range(0, count).Select(i => target.Load(TangentNames.Operand(i), "offset"));

    private static void ForEachVector(SourceWriter writer, VectorTarget target, KernelMethod method, int width, int stride, Action body)
    {
        writer.Line(KernelText.Attribute);
        using (writer.Braces(method.Header()))
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        using (writer.Braces($"for (int column = 0; column < {Literals.Number(width)}; column += {Literals.Number(target.Lanes)})"))
        {
            writer.Line($"int offset = (row * {Literals.Number(stride)}) + column;");
            body();
        }
    }
}
