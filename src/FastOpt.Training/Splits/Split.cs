namespace FastOpt.Training;

/// <summary>
/// Tells examples apart by what they are for: 0.8 to train, 0.1 to validate, 0.1 to test, unless told otherwise. A split depends on the data's order, the
/// shares and the seed alone and is the same on every machine. Examples stay in their order within each part, by time in that of time.
/// </summary>
public static partial class Split
{
    /// <summary>Puts examples into parts at random.</summary>
    /// <param name="data">All examples.</param>
    /// <param name="validation">The share of the validation examples. Default: 0.1; 0 for none.</param>
    /// <param name="test">The share of the test examples. Default: 0.1; 0 for none.</param>
    /// <param name="seed">Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in [0, 1), or they leave nothing to train on.</exception>
    /// <exception cref="ArgumentException">There are too few examples for each part to have one; with the counts.</exception>
    public static DataSplit<TTarget> Random<TTarget>(DataSet<TTarget> data, double validation = 0.1, double test = 0.1, ulong seed = 0)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        return InOrder(data, new SplitShares(validation, test), SplitOrder.Permutation(data.Count, seed));
    }

    /// <summary>
    /// Puts the examples of each class into parts at random, so that each class has its share of each part: by the largest remainder for each class, equal
    /// remainders going to the part that is behind.
    /// </summary>
    /// <param name="data">All examples, with one label each.</param>
    /// <param name="validation">The share of the validation examples. Default: 0.1; 0 for none.</param>
    /// <param name="test">The share of the test examples. Default: 0.1; 0 for none.</param>
    /// <param name="seed">Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in [0, 1), or they leave nothing to train on.</exception>
    /// <exception cref="ArgumentException">A class is too small to be in each part; with its name and counts.</exception>
    public static DataSplit<int> Stratified(DataSet<int> data, double validation = 0.1, double test = 0.1, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        var shares = new SplitShares(validation, test);
        byte[] parts = new byte[data.Count];
        Span<double> behind = stackalloc double[SplitShares.Parts];
        foreach ((int label, List<int> examples) in ByClass(data))
        {
            int[] counts = shares.Counts(examples.Count, behind);
            if (shares.Missing(counts) is >= 0 and int part)
            {
                throw new ArgumentException(
                    $"Class {ClassName(data, label)} has {examples.Count} examples, too few for a split of {shares}: train {counts[0]}, "
                    + $"validation {counts[1]}, test {counts[2]} leave the {SplitShares.Name(part)} part without one.", nameof(data));
            }

            int[] order = SplitOrder.Permutation(examples.Count, seed, label);
            for (int i = 0; i < order.Length; i++)
                parts[examples[order[i]]] = (byte)(i < counts[0] ? 0 : i < counts[0] + counts[1] ? 1 : 2);
        }

        return ByPart(data, shares, parts);
    }

    /// <summary>
    /// Puts whole groups into parts, so that no group is in two of them: a patient, a user, a device. Groups are taken in random order, the largest first, each
    /// into the part that lacks most examples.
    /// </summary>
    /// <param name="data">All examples.</param>
    /// <param name="groups">The group of each example: any numbers.</param>
    /// <param name="validation">The share of the validation examples. Default: 0.1; 0 for none.</param>
    /// <param name="test">The share of the test examples. Default: 0.1; 0 for none.</param>
    /// <param name="seed">Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in [0, 1), or they leave nothing to train on.</exception>
    /// <exception cref="ArgumentException">There is not one group for each example, or fewer groups than parts.</exception>
    public static DataSplit<TTarget> Grouped<TTarget>(
        DataSet<TTarget> data, ReadOnlySpan<int> groups, double validation = 0.1, double test = 0.1, ulong seed = 0)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var shares = new SplitShares(validation, test);
        List<List<int>> members = ByGroup(data, groups);
        if (members.Count < shares.Wanted)
            throw new ArgumentException($"{members.Count} groups are too few for the {shares.Wanted} parts of a split of {shares}.", nameof(groups));

        byte[] parts = new byte[data.Count];
        Span<int> counts = stackalloc int[SplitShares.Parts];
        int[] order = [.. SplitOrder.Permutation(members.Count, seed).OrderByDescending(group => members[group].Count)];
        for (int i = 0; i < order.Length; i++)
        {
            int part = Neediest(shares, counts, data.Count, order.Length - i);
            foreach (int example in members[order[i]])
                parts[example] = (byte)part;
            counts[part] += members[order[i]].Count;
        }

        return ByPart(data, shares, parts);
    }

    /// <summary>The first examples train, the next validate, the last test: for examples that stand in the order of time.</summary>
    /// <param name="data">All examples, the earliest first.</param>
    /// <param name="validation">The share of the validation examples. Default: 0.1; 0 for none.</param>
    /// <param name="test">The share of the test examples. Default: 0.1; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in [0, 1), or they leave nothing to train on.</exception>
    /// <exception cref="ArgumentException">There are too few examples for each part to have one.</exception>
    public static DataSplit<TTarget> ByTime<TTarget>(DataSet<TTarget> data, double validation = 0.1, double test = 0.1)
        where TTarget : unmanaged => ByTime(data, default(ReadOnlySpan<double>), validation, test);

    /// <summary>The earliest examples train, the next validate, the latest test. Examples of one time stay in their order.</summary>
    /// <param name="data">All examples.</param>
    /// <param name="times">The time of each example, in any unit; empty if the examples stand in the order of time.</param>
    /// <param name="validation">The share of the validation examples. Default: 0.1; 0 for none.</param>
    /// <param name="test">The share of the test examples. Default: 0.1; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in [0, 1), or they leave nothing to train on.</exception>
    /// <exception cref="ArgumentException">There is not one time for each example, a time is not a number, or there are too few examples.</exception>
    public static DataSplit<TTarget> ByTime<TTarget>(DataSet<TTarget> data, ReadOnlySpan<double> times, double validation = 0.1, double test = 0.1)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        int[] order = [.. Enumerable.Range(0, data.Count)];
        if (!times.IsEmpty)
        {
            if (times.Length != data.Count)
                throw new ArgumentException($"{times.Length} times for {data.Count} examples.", nameof(times));
            double[] keys = times.ToArray();
            if (Array.FindIndex(keys, double.IsNaN) is >= 0 and int wrong)
                throw new ArgumentException($"The time of example {wrong} is not a number.", nameof(times));
            order = [.. order.OrderBy(example => keys[example])];
        }

        return InOrder(data, new SplitShares(validation, test), order, sorted: false);
    }

    /// <summary>Takes sets that came apart, such as MNIST's: what is called <paramref name="train"/> here is what is learned from.</summary>
    /// <param name="train">At least one example.</param>
    /// <param name="validation">May be empty.</param>
    /// <param name="test">Default: none.</param>
    /// <exception cref="ArgumentException">
    /// There is nothing to train on; or sizes, names of inputs or targets, or classes differ; with the first difference.
    /// </exception>
    public static DataSplit<TTarget> Given<TTarget>(DataSet<TTarget> train, DataSet<TTarget> validation, DataSet<TTarget>? test = null)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        if (train.Count == 0)
            throw new ArgumentException("There is no example to train on.", nameof(train));
        test ??= validation.Select([]);
        SameColumns.Require(train, validation, "validation");
        SameColumns.Require(train, test, "test");
        return new DataSplit<TTarget>(new TrainSet<TTarget>(train), validation, test);
    }
}
