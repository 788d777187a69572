namespace FastOpt.Runtime;

/// <summary>What becomes of a tile's sums.</summary>
/// <typeparam name="TVectors">The width.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="TRule">What it computes with.</typeparam>
internal interface ITileEnd<TVectors, TVector, TRule>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TRule : struct
{
    /// <summary>Whether all rows of sums start at the same vectors; else each at what stands where its results go.</summary>
    static abstract bool StartsAlike { get; }

    /// <summary>Takes a vector of sums in a register: does all that is to be done, or leaves it for <see cref="Finish"/>.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="row">The first result of its row.</param>
    /// <param name="other">What else is read or written.</param>
    /// <param name="column">The vector's place in its row, a constant.</param>
    /// <param name="offset">Its place among the results.</param>
    /// <param name="place">Its place in a tile that stands without gaps.</param>
    /// <param name="sums">Vectors of the tile, a constant.</param>
    /// <param name="distance">Of updates: how far states stand from weights and from one another.</param>
    /// <param name="rule">What it computes with.</param>
    static abstract void Take(TVector sum, ref float row, ref float other, nint column, nint offset, nint place, int sums, nint distance, in TRule rule);

    /// <summary>What is left when all sums are taken: a rule that is long, whose own constants would drive sums out of the registers.</summary>
    /// <param name="results">The first result.</param>
    /// <param name="other">What else is read or written.</param>
    /// <param name="first">The tile's place among the results.</param>
    /// <param name="stride">Floats between rows of the results.</param>
    /// <param name="rows">Rows of the tile, a constant.</param>
    /// <param name="vectors">Vectors of a row, a constant.</param>
    /// <param name="distance">Of updates: how far states stand from weights and from one another.</param>
    /// <param name="rule">What it computes with.</param>
    static abstract void Finish(ref float results, ref float other, nint first, nint stride, int rows, int vectors, nint distance, in TRule rule);
}
