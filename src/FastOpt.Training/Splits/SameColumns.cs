namespace FastOpt.Training;

/// <summary>Whether two sets mean the same by their columns.</summary>
internal static class SameColumns
{
    /// <exception cref="ArgumentException">Sizes or names differ; with the first difference. Sets without names have no names that differ.</exception>
    public static void Require<TTarget>(DataSet<TTarget> train, DataSet<TTarget> other, string what)
        where TTarget : unmanaged
    {
        if (other.InputSize != train.InputSize)
        {
            throw new ArgumentException(
                $"The {what} examples have {other.InputSize} inputs where the training examples have {train.InputSize}."
                + Names(train.InputNames, other.InputNames, what), what);
        }

        if (other.TargetSize != train.TargetSize)
            throw new ArgumentException($"The {what} examples have {other.TargetSize} targets where the training examples have {train.TargetSize}.", what);
        RequireNames(train.InputNames, other.InputNames, "Input", what);
        RequireNames(train.TargetNames, other.TargetNames, "Target", what);
        RequireNames(train.ClassNames, other.ClassNames, "Class", what);
    }

    private static void RequireNames(IReadOnlyList<string> train, IReadOnlyList<string> other, string kind, string what)
    {
        if (train.Count == 0 || other.Count == 0)
            return;
        for (int i = 0; i < Math.Max(train.Count, other.Count); i++)
        {
            string mine = i < train.Count ? $"'{train[i]}'" : "not there", theirs = i < other.Count ? $"'{other[i]}'" : "not there";
            if (mine != theirs)
                throw new ArgumentException($"{kind} {i} is {theirs} in the {what} examples and {mine} in the training examples.", what);
        }
    }

    private static string Names(IReadOnlyList<string> train, IReadOnlyList<string> other, string what)
    {
        if (train.Count == 0 || other.Count == 0)
            return "";
        string[] extra = [.. other.Except(train)], missing = [.. train.Except(other)];
        string first = missing.Length > 0 ? $" Not in {what}: {string.Join(", ", missing)}." : "";
        return extra.Length > 0 ? $"{first} Not in train: {string.Join(", ", extra)}." : first;
    }
}
