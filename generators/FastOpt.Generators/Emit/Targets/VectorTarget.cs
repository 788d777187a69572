using System.Globalization;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Targets;

/// <summary>
/// The text of vector operations at one width. The portable API of System.Runtime.Intrinsics compiles to AVX-512, AVX2 with FMA, SSE or NEON;
/// a multiply-add is fused wherever the hardware can.
/// </summary>
/// <param name="bits">128, 256 or 512.</param>
internal sealed class VectorTarget(int bits)
{
    /// <summary>Every width, widest first.</summary>
    public static readonly VectorTarget[] All = [new(512), new(256), new(128)];

    /// <summary>Lanes over which sums across a row are defined at every width, so that their bits are the same.</summary>
    public const int VirtualLanes = 16;

    public int Bits { get; } = bits;

    /// <summary>Floats of a vector.</summary>
    public int Lanes => Bits / 32;

    /// <summary>"Vector512".</summary>
    public string Name { get; } = "Vector" + bits.ToString(CultureInfo.InvariantCulture);

    /// <summary>"simd::Vector512", which means the framework's whatever the user's types are called.</summary>
    public string Class => "simd::" + Name;

    /// <summary>"simd::Vector512&lt;float&gt;".</summary>
    public string Type => Class + "<float>";

    /// <summary>What the width stands for in comments.</summary>
    public string Instructions => Bits switch
    {
        512 => "AVX-512",
        256 => "AVX2 and FMA",
        _ => "128 bits: NEON, SSE",
    };

    public string Zero => Type + ".Zero";

    public string Broadcast(string scalar) => $"{Class}.Create({scalar})";

    public string Load(string reference, string offset) => $"{Class}.LoadUnsafe(ref {reference}{Offset(offset)})";

    // In the static form, for looking up extensions takes the compiler longer.
    public string Store(string value, string reference, string offset) => $"{Class}.StoreUnsafe({value}, ref {reference}{Offset(offset)});";

    private static string Offset(string offset) => offset == "0" ? "" : offset.All(char.IsDigit) ? ", " + offset : offset.Contains(' ') ? $", (nuint)({offset})" : ", (nuint)" + offset;

    /// <summary>left · right + addend.</summary>
    public string MultiplyAdd(string left, string right, string addend) => $"{MultiplyAddOf(Bits)}({left}, {right}, {addend})";

    /// <summary>
    /// The method that multiplies and adds floats: the estimate, which is fused where the hardware can and never emulated. At 128 bits the engine chooses by
    /// target.
    /// </summary>
    public static string MultiplyAddOf(int bits) => bits == 128 ? "engine::Arithmetic128.MultiplyAdd" : VectorPrinter.ClassOf(bits) + ".MultiplyAddEstimate";

    /// <summary>A mask of the first <paramref name="count"/> lanes.</summary>
    public string FirstLanes(int count) => $"{Class}.LessThan({Class}<int>.Indices, {Class}.Create({Literals.Number(count)})).AsSingle()";

    public string Greater(string left, string right) => $"{Class}.GreaterThan({left}, {right})";
}
