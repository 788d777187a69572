using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using FastOpt.TestCases;

namespace FastOpt.Tests.Engine.MachineCode;

/// <summary>The emitted methods of the test networks, found by their names: <c>Forward_784x128_Relu_8x32</c> in <c>Kernels512</c>.</summary>
internal static partial class KernelMethods
{
    /// <summary>Every method of every network's kernels at a width.</summary>
    public static IEnumerable<MethodInfo> All(int bits) =>
        from type in typeof(NetworkCases).Assembly.GetTypes()
        where type.IsValueType && type.Name == StructName(bits)
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName
        select method;

    /// <summary>
    /// One method of each class of micro-kernels: the same product with the same tile and the same rules fused into it, whatever its extents. All have one pattern of registers.
    /// </summary>
    public static IReadOnlyList<MethodInfo> Representatives(int bits) =>
        [.. All(bits).Where(method => Tile(method.Name, bits) is not null).GroupBy(method => Extents().Replace(method.Name, "_", 1)).Select(group => group.First())];

    public static string StructName(int bits) => "Kernels" + bits.ToString(CultureInfo.InvariantCulture);

    /// <summary>Rows and vectors of a micro-kernel's tile; null for a method that is none.</summary>
    public static (int Rows, int Vectors)? Tile(string name, int bits)
    {
        Match match = TileSuffix().Match(name);
        return match.Success ? (Number(match, 1), Number(match, 2) / (bits / 32)) : null;
    }

    /// <summary>Terms of the sum of a product over the batch's columns; int.MaxValue where it runs over the batch, whose size is not known to the compiler.</summary>
    public static int Terms(string name) => ColumnSum().Match(name) is { Success: true } match ? Number(match, 1) : int.MaxValue;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:Forward|InputGradient|WeightUpdate|WeightGradient|StoreWeightGradient)_(?:\d+x\d+|AnyShape).*_(\d+)x(\d+)$")]
    private static partial Regex TileSuffix();

    [GeneratedRegex(@"^(?:Forward|InputGradient)_(\d+)x")]
    private static partial Regex ColumnSum();

    [GeneratedRegex(@"_\d+x\d+(?=_)")]
    private static partial Regex Extents();
}
