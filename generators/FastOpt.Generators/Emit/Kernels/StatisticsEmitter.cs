using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints what reduces, runs on and draws: calls of FastOpt's own runtime, which serves every width.</summary>
internal static class StatisticsEmitter
{
    public static void Rows(SourceWriter writer, KernelMethod method, RowStatisticsKernel kernel)
    {
        using (writer.Braces(method.Header()))
        {
            string rows = $"ref inputs, {Number(kernel.Form.Stride)}, rows, {Number(kernel.Form.Segments)}, {Number(kernel.Form.SegmentWidth)}";
            ForEach(writer, kernel.Statistics, row => At("statistics", row * kernel.Form.Segments), (name, results) =>
                writer.Line($"engine::RowStatistics.{name}({rows}, {results}, {Number(kernel.ResultStride)});"));
        }
    }

    public static void Batch(SourceWriter writer, KernelMethod method, BatchStatisticsKernel kernel)
    {
        using (writer.Braces(method.Header()))
        {
            string share = $"part.First({Number(kernel.Form.Channels)}, {Number(RowPadding.Lanes)}), part.End({Number(kernel.Form.Channels)}, {Number(RowPadding.Lanes)})";
            string rows = $"ref inputs, {Number(kernel.Form.Stride)}, rows, {Number(kernel.Form.Positions)}";
            string channels = kernel.Form.IsChannelsLast ? $"OfPixels({rows}, {Number(kernel.Form.Channels)}" : $"({rows}";
            ForEach(
                writer,
                kernel.Statistics,
                row => At("statistics", row * kernel.ResultStride),
                (name, results) => writer.Line($"engine::BatchStatistics.{name}{channels}, {results}, {share});"));
        }
    }

    public static void Run(SourceWriter writer, KernelMethod method, RunningKernel kernel)
    {
        using (writer.Braces(method.Header()))
        {
            string count = kernel.Positions == 1 ? "rows" : $"(long)rows * {Number(kernel.Positions)}";
            string unbiased = kernel.IsVariance ? $"{count}" : "0";
            writer.Line($"engine::BatchStatistics.Run(ref running, ref statistic, {Number(kernel.Channels)}, momentum, {unbiased});");
        }
    }

    public static void Draw(SourceWriter writer, KernelMethod method, DrawKernel kernel)
    {
        string coarse = kernel.Kind == OperandKind.Uniform ? kernel.IsCoarse ? ", true" : ", false" : "";
        using (writer.Braces(method.Header()))
            writer.Line($"engine::RandomRows.{kernel.Kind}(ref outputs, {Number(kernel.Stride)}, {Number(kernel.Width)}, key.Example + firstRow, rows, key.Seed, key.Step, {Number(kernel.Stream)}{coarse});");
    }

    public static void Sums(SourceWriter writer, KernelMethod method, SumKernel kernel)
    {
        using (writer.Braces(method.Header()))
        {
            writer.Line(kernel.End is StoreEnd
                ? $"engine::BatchStatistics.Store(ref sums, ref results, {RuntimeCall.Adds(kernel.End)}, first, end);"
                : $"engine::MatrixLayout.CopyRow(ref sums, ref result, {Number(kernel.Count)});");
        }
    }

    /// <summary>Mean and variance come from one call, whichever stands first.</summary>
    private static void ForEach(SourceWriter writer, IReadOnlyList<string> statistics, Func<int, string> results, Action<string, string> call)
    {
        string[] names = [.. statistics];
        int mean = Array.IndexOf(names, "mean");
        int variance = Array.IndexOf(names, "variance");
        for (int row = 0; row < names.Length; row++)
        {
            if (row == mean && variance >= 0)
                continue;
            call(row == variance ? "MeanVariance" : Identifiers.Pascal(names[row]), row == variance ? $"{results(mean)}, {results(row)}" : results(row));
        }
    }

    private static string At(string reference, int offset) => offset == 0 ? "ref " + reference : $"ref clr::Unsafe.Add(ref {reference}, {Number(offset)})";

    private static string Number(int value) => Literals.Number(value);
}
