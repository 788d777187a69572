using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints tangents that need more than one element: calls of the runtime, whose text is one for all widths.</summary>
internal static class TangentCallEmitter
{
    public static void Zeros(SourceWriter writer, KernelMethod method, ZerosKernel kernel) =>
        Write(writer, method, $"engine::ElementGroups.Clear(ref outputs, {Number(kernel.Stride)}, rows)");

    public static void Spread(SourceWriter writer, KernelMethod method, SpreadKernel kernel) =>
        Write(writer, method, $"{Groups(kernel.Groups, kernel.Stride, kernel.SourceStride)}.Spread(ref values, {Number(kernel.Row)}, ref outputs, rows)");

    public static void Trained(SourceWriter writer, KernelMethod method, TrainedTangentKernel kernel) =>
        Write(writer, method, $"{Groups(kernel.Groups, kernel.Stride, 0)}.AddSums(ref inputs, ref results, rows)");

    public static void Statistics(SourceWriter writer, KernelMethod method, StatisticsTangentKernel kernel)
    {
        using (writer.Braces(method.Header()))
        {
            writer.Line($"engine::ElementGroups groups = {Groups(kernel.Groups, kernel.Stride, kernel.StatisticsStride)};");
            string[] statistics = [.. kernel.Statistics];
            string mean = Number(Array.IndexOf(statistics, "mean"));
            const string Rows = "ref inputs, ref tangents, ref statistics, ref results, rows";
            for (int row = 0; row < statistics.Length; row++)
                writer.Line($"engine::StatisticTangents.Move({Kind(statistics[row], row, mean)}, groups, {Rows});");
        }
    }

    public static void Through(SourceWriter writer, KernelMethod method, ThroughStatisticKernel kernel)
    {
        const string None = "ref clr::Unsafe.NullRef<float>()";
        string tangents = kernel.Moves ? "ref inputTangents, ref statisticTangents" : $"{None}, {None}";
        (string kind, string stride) = (Kind(kernel.Statistic, kernel.Row, Number(kernel.MeanRow)), Number(kernel.Stride));
        string groups = Groups(kernel.Groups, kernel.Stride, kernel.StatisticsStride);
        using (writer.Braces(method.Header()))
        {
            writer.Line($"engine::MatrixLayout.CopyRows(ref sums, {stride}, ref results, {stride}, rows, {stride});");
            writer.Line($"engine::StatisticTangents.AddThrough({kind}, {groups}, " +
                $"ref gradients, ref gradientTangents, ref inputs, ref statistics, {tangents}, ref results, rows);");
        }
    }

    public static void Pool(SourceWriter writer, KernelMethod method, PoolTangentKernel kernel) => Write(
        writer,
        method,
        $"engine::Pooling.LargestTangent(ref inputs, {Number(kernel.InputStride)}, ref places, {Number(kernel.PlaceStride)}, " +
            $"ref outputs, {Number(kernel.ResultStride)}, rows, {WindowEmitter.Text(kernel.Window)})");

    public static void Lookup(SourceWriter writer, KernelMethod method, LookupTangentKernel kernel)
    {
        const string None = "ref clr::Unsafe.NullRef<float>(), 0";
        string tangents = kernel.TangentStride > 0 ? $"ref tangents, {Number(kernel.TangentStride)}" : None;
        string table = kernel.TableStride > 0 ? $"ref weights, {Number(kernel.TableStride)}" : None;
        string rows = $"ref inputs, {Number(kernel.InputStride)}, {tangents}, {table}, ref outputs, {Number(kernel.ResultStride)}, rows";
        Write(writer, method, $"{LookupEmitter.Text(kernel.Of)}.Tangent({rows})");
    }

    private static void Write(SourceWriter writer, KernelMethod method, string call)
    {
        using (writer.Braces(method.Header()))
            writer.Line(call + ";");
    }

    private static string Kind(string statistic, int row, string mean) => $"engine::GroupStatistic.{Identifiers.Pascal(statistic)}, {Number(row)}, {mean}";

    private static string Groups(TangentGroups groups, int stride, int valueStride) =>
        $"new engine::ElementGroups({Number(groups.Channels)}, {Number(groups.Positions)}, {Number(groups.Segments)}, " +
        $"{Flag(groups.IsOfBatch)}, {Flag(groups.IsChannelsLast)}, {Number(stride)}, {Number(valueStride)})";

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Number(int value) => Literals.Number(value);
}
