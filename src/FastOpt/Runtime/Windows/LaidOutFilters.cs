using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Filters and biases as a convolution's tiles read them: for pairs of images where the filters are few, and for single ones where these are not halved.
/// </summary>
internal readonly ref struct LaidOutFilters<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    private readonly bool _hasPairs, _hasSingles;

    /// <summary>Says where they stand.</summary>
    /// <param name="start">The first float.</param>
    /// <param name="window">The window.</param>
    public LaidOutFilters(ref float start, in Window window)
    {
        _hasPairs = PairCorrelation<TVectors, TVector>.Fits(window);
        _hasSingles = !_hasPairs || window.ResultHeight % 2 != 0;
        int padded = Correlation<TVectors, TVector>.PaddedPanels(window.GroupFilters) * window.Groups;
        PairBiases = ref start;
        PairPanel = ref Unsafe.Add(ref PairBiases, TVectors.Lanes);
        Biases = ref _hasPairs ? ref Unsafe.Add(ref PairPanel, TVectors.Lanes * (nint)window.Terms) : ref start;
        Panels = ref Unsafe.Add(ref Biases, padded);
        End = ref _hasSingles ? ref Unsafe.Add(ref Panels, padded * (nint)window.Terms) : ref Biases;
    }

    /// <summary>What sums over a pair of images start at.</summary>
    public readonly ref float PairBiases;

    /// <summary>The weights for pairs.</summary>
    public readonly ref float PairPanel;

    /// <summary>What sums over a single image start at.</summary>
    public readonly ref float Biases;

    /// <summary>The weights for these.</summary>
    public readonly ref float Panels;

    /// <summary>What stands behind them.</summary>
    public readonly ref float End;

    /// <summary>Images that are taken in pairs, of so many; the last one alone in halves, if it has them.</summary>
    public int Paired(int rows) => !_hasPairs ? 0 : _hasSingles ? rows & ~1 : rows;

    /// <summary>Lays them out.</summary>
    public void Write(ref float weights, ref float bias, in Window window)
    {
        if (_hasPairs)
        {
            Span<float> panel = MemoryMarshal.CreateSpan(ref PairPanel, TVectors.Lanes * window.Terms);
            PairCorrelation<TVectors, TVector>.LayOut(ref weights, ref bias, window, panel, MemoryMarshal.CreateSpan(ref PairBiases, TVectors.Lanes));
        }

        if (_hasSingles)
        {
            FilterPanels<TVectors, TVector>.LayOutBias(ref bias, window, ref Biases);
            FilterPanels<TVectors, TVector>.LayOut(ref weights, window, ref Panels);
        }
    }
}
