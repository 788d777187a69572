namespace FastOpt.Training;

/// <summary>The buckets of one size, the oldest first: of each the sum of its numbers and of the squares of their distances from their mean.</summary>
internal sealed class AdwinRow(int maxBuckets)
{
    public double[] Sums { get; } = new double[maxBuckets + 1];

    public double[] Squares { get; } = new double[maxBuckets + 1];

    public int Count { get; private set; }

    public void Add(double sum, double squares)
    {
        (Sums[Count], Squares[Count]) = (sum, squares);
        Count++;
    }

    public void RemoveFirst(int buckets)
    {
        Count -= buckets;
        Array.Copy(Sums, buckets, Sums, 0, Count);
        Array.Copy(Squares, buckets, Squares, 0, Count);
    }
}
