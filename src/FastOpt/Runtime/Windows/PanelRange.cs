using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>Neighboring panels of filters, and where their floats stand among those of all panels.</summary>
/// <param name="First">The first panel.</param>
/// <param name="End">The first behind them.</param>
/// <param name="Start">The first of their floats.</param>
/// <param name="Floats">Their number.</param>
internal readonly record struct PanelRange(int First, int End, int Start, int Floats)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => First == End;

    /// <summary>The floats of these panels.</summary>
    /// <param name="floats">Those of the first panel of all.</param>
    public Span<float> Of(ref float floats) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref floats, Start), Floats);
}
