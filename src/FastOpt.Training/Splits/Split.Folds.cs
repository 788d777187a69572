namespace FastOpt.Training;

// Cross-validation.
public static partial class Split
{
    /// <summary>
    /// k rounds of cross-validation: examples are dealt into k folds at random, and each fold validates once what is learned from all others. Rounds are made
    /// one by one, as they are asked for.
    /// </summary>
    /// <param name="data">All examples, at least one for each fold.</param>
    /// <param name="folds">k, at least 2. Default: 5.</param>
    /// <param name="seed">Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    /// <exception cref="ArgumentException">There are fewer examples than folds.</exception>
    public static IEnumerable<Fold<TTarget>> KFold<TTarget>(DataSet<TTarget> data, int folds = 5, ulong seed = 0)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        if (data.Count < folds)
            throw new ArgumentException($"{data.Count} examples are too few for {folds} folds.", nameof(data));
        int[] order = SplitOrder.Permutation(data.Count, seed), foldOf = new int[data.Count];
        for (int i = 0; i < order.Length; i++)
            foldOf[order[i]] = i % folds;
        return Rounds(data, folds, foldOf);
    }

    /// <summary>As <see cref="KFold"/>, with each class dealt evenly into all folds, whose sizes differ by one at most.</summary>
    /// <param name="data">All examples, with one label each; at least one of each class for each fold.</param>
    /// <param name="folds">k, at least 2. Default: 5.</param>
    /// <param name="seed">Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    /// <exception cref="ArgumentException">A class has fewer examples than there are folds; with its name and count.</exception>
    public static IEnumerable<Fold<int>> StratifiedKFold(DataSet<int> data, int folds = 5, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        int[] foldOf = new int[data.Count];
        int dealt = 0;
        foreach ((int label, List<int> examples) in ByClass(data))
        {
            if (examples.Count < folds)
                throw new ArgumentException($"Class {ClassName(data, label)} has {examples.Count} examples, too few for {folds} folds.", nameof(data));
            foreach (int i in SplitOrder.Permutation(examples.Count, seed, label))
                foldOf[examples[i]] = dealt++ % folds;
        }

        if (dealt == 0)
            throw new ArgumentException($"0 examples are too few for {folds} folds.", nameof(data));
        return Rounds(data, folds, foldOf);
    }

    /// <summary>
    /// As <see cref="KFold"/>, with whole groups in each fold: the largest group first, each into the fold with the fewest examples, as in scikit-learn.
    /// </summary>
    /// <param name="data">All examples.</param>
    /// <param name="groups">The group of each example: any numbers; at least one group for each fold.</param>
    /// <param name="folds">k, at least 2. Default: 5.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    /// <exception cref="ArgumentException">There is not one group for each example, or fewer groups than folds.</exception>
    public static IEnumerable<Fold<TTarget>> GroupKFold<TTarget>(DataSet<TTarget> data, ReadOnlySpan<int> groups, int folds = 5)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        List<List<int>> members = ByGroup(data, groups);
        if (members.Count < folds)
            throw new ArgumentException($"{members.Count} groups are too few for {folds} folds.", nameof(groups));
        int[] foldOf = new int[data.Count], sizes = new int[folds];
        foreach (List<int> examples in members.OrderByDescending(examples => examples.Count))
        {
            int smallest = Array.IndexOf(sizes, sizes.Min());
            sizes[smallest] += examples.Count;
            foreach (int example in examples)
                foldOf[example] = smallest;
        }

        return Rounds(data, folds, foldOf);
    }

    private static IEnumerable<Fold<TTarget>> Rounds<TTarget>(DataSet<TTarget> data, int folds, int[] foldOf)
        where TTarget : unmanaged
    {
        for (int fold = 0; fold < folds; fold++)
        {
            int[] train = [.. Enumerable.Range(0, foldOf.Length).Where(example => foldOf[example] != fold)];
            int[] validation = [.. Enumerable.Range(0, foldOf.Length).Where(example => foldOf[example] == fold)];
            yield return new Fold<TTarget>(data.SelectTrain(train), data.Select(validation));
        }
    }
}
