namespace FastOpt;

/// <summary>The checks that all minimizers share.</summary>
internal static class MinimizeArguments
{
    /// <summary>The function's dimension, which the point must have.</summary>
    public static int Check<TObjective>(TObjective objective, ReadOnlySpan<double> point, string name)
        where TObjective : IObjective
    {
        if (objective is null)
            throw new ArgumentNullException(nameof(objective));
        int dimension = objective.Dimension;
        if (dimension < 1)
            throw new ArgumentException($"The objective says that it has {dimension} variables; it must have at least one.", nameof(objective));
        if (point.Length != dimension)
            throw new ArgumentException($"The point has {point.Length} numbers, but the objective has {dimension} variables.", name);
        for (int i = 0; i < point.Length; i++)
        {
            if (!double.IsFinite(point[i]))
                throw new ArgumentException($"The point's number {i} is {point[i]}; all must be finite.", name);
        }

        return dimension;
    }

    /// <summary>A number of doubles that an array can hold.</summary>
    public static int Count(long count) => count <= Array.MaxLength
        ? (int)count
        : throw new ArgumentOutOfRangeException(nameof(count), count, $"{count} numbers of memory are more than an array can hold.");
}
