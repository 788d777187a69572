namespace FastOpt.Runtime;

/// <summary>What a product works on, under one reference, for it goes down through several methods.</summary>
/// <param name="form">What tiles have in common.</param>
/// <param name="rows">Rows of the batch, or of the weight.</param>
/// <param name="columns">Columns of the result, without padding.</param>
/// <param name="scalars">The matrix that scalars come from.</param>
/// <param name="vectors">The matrix that vectors come from.</param>
/// <param name="results">The result.</param>
/// <param name="other">What else is read or written; or a null reference.</param>
internal readonly ref struct ProductCall(
    TileForm form, int rows, int columns, ref float scalars, ref float vectors, ref float results, ref float other)
{
    public readonly ref float Scalars = ref scalars;
    public readonly ref float Vectors = ref vectors;
    public readonly ref float Results = ref results;
    public readonly ref float Other = ref other;
    public readonly TileForm Form = form;
    public readonly int Rows = rows;
    public readonly int Columns = columns;
}
