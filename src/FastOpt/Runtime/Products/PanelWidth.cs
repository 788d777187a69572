using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>How the columns of a product are divided into panels.</summary>
internal static class PanelWidth<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>
    /// Vectors that so many columns take. Rows are padded to the widest vector, so narrow ones come in pairs, which fill a tile.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Vectors(int columns)
    {
        int vectors = (int)((uint)(columns + TVectors.Lanes - 1) / (uint)TVectors.Lanes);
        return TVectors.Lanes < 16 && vectors > 1 ? vectors + (vectors & 1) : vectors;
    }

    /// <summary>Vectors of the next panel: as wide as can be without leaving a single vector behind.</summary>
    /// <param name="left">Vectors that are left.</param>
    /// <param name="most">Vectors of the widest panel, 1 to 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(int left, int most) => left <= most ? left : left == 4 ? Math.Min(most, 2) : most;
}
