namespace FastOpt.Runtime;

/// <summary>
/// What the tiles of a panel have in common. A tile computes <c>result[r, v] = end(start[r, v] + Σ scalars[r, term] · vectors[term, v])</c>, one term after the
/// other, so that a sum's bits depend neither on the tile nor on the width of vectors.
/// </summary>
/// <remarks>
/// Tiles take, besides: how many of them stand below one another; refs to the scalars of the first row, to the vectors of the first term, side by side, to what
/// the first row's sums start at, to the first result and to what else their end reads or writes; and the rule of the end.
/// </remarks>
/// <param name="Terms">Terms of each sum.</param>
/// <param name="ScalarStride">Floats between rows of the matrix that scalars come from.</param>
/// <param name="VectorStep">Floats from the vectors of a term to those of the next.</param>
/// <param name="ResultStride">Floats between rows of the results.</param>
/// <param name="StateDistance">Of updates: floats from a weight to its first state, and from a state to the next.</param>
internal readonly record struct TileForm(int Terms, nint ScalarStride, nint VectorStep, nint ResultStride, nint StateDistance = 0);
