namespace FastOpt.Runtime;

/// <summary>The sums of a batch that remain, wherever they stand.</summary>
internal interface ISumPieces
{
    /// <summary>A piece of the sum that begins with a granule.</summary>
    Span<float> Piece(int granule, int start, int length);
}
