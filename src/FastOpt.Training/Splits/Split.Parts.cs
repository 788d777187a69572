namespace FastOpt.Training;

// From positions to parts.
public static partial class Split
{
    private static DataSplit<TTarget> InOrder<TTarget>(DataSet<TTarget> data, SplitShares shares, int[] order, bool sorted = true)
        where TTarget : unmanaged
    {
        int[] counts = shares.Counts(data.Count, []);
        if (shares.Missing(counts) is >= 0 and int part)
        {
            throw new ArgumentException(
                $"{data.Count} examples are too few for a split of {shares}: train {counts[0]}, validation {counts[1]}, test {counts[2]} leave the "
                + $"{SplitShares.Name(part)} part without one.", nameof(data));
        }

        int trained = counts[0], validated = trained + counts[1];
        if (sorted)
        {
            order.AsSpan(0, trained).Sort();
            order.AsSpan(trained, counts[1]).Sort();
            order.AsSpan(validated).Sort();
        }

        return new DataSplit<TTarget>(
            data.SelectTrain(order.AsSpan(0, trained)), data.Select(order.AsSpan(trained, counts[1])), data.Select(order.AsSpan(validated)));
    }

    private static DataSplit<TTarget> ByPart<TTarget>(DataSet<TTarget> data, SplitShares shares, byte[] parts)
        where TTarget : unmanaged
    {
        var positions = new List<int>[SplitShares.Parts];
        for (int part = 0; part < positions.Length; part++)
            positions[part] = [.. Enumerable.Range(0, parts.Length).Where(example => parts[example] == part)];
        if (positions[0].Count == 0)
            throw new ArgumentException($"There are no examples for a split of {shares}.", nameof(data));
        return new DataSplit<TTarget>(data.SelectTrain([.. positions[0]]), data.Select([.. positions[1]]), data.Select([.. positions[2]]));
    }

    private static SortedDictionary<int, List<int>> ByClass(DataSet<int> data)
    {
        if (data.TargetSize != 1)
            throw new ArgumentException($"A stratified split needs one label for each example; there are {data.TargetSize}.", nameof(data));
        var classes = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < data.Count; i++)
        {
            if (!classes.TryGetValue(data.Targets[i], out List<int>? examples))
                classes.Add(data.Targets[i], examples = []);
            examples.Add(i);
        }

        return classes;
    }

    private static string ClassName(DataSet<int> data, int label) => label >= 0 && label < data.ClassNames.Count ? $"'{data.ClassNames[label]}'" : $"{label}";

    // In the order in which the groups first appear.
    private static List<List<int>> ByGroup<TTarget>(DataSet<TTarget> data, ReadOnlySpan<int> groups)
        where TTarget : unmanaged
    {
        if (groups.Length != data.Count)
            throw new ArgumentException($"{groups.Length} groups for {data.Count} examples.", nameof(groups));
        var members = new List<List<int>>();
        var positions = new Dictionary<int, int>();
        for (int i = 0; i < groups.Length; i++)
        {
            if (!positions.TryGetValue(groups[i], out int position))
            {
                positions.Add(groups[i], position = members.Count);
                members.Add([]);
            }

            members[position].Add(i);
        }

        return members;
    }

    // The part that lacks most examples; one without any as soon as there are only as many groups left as such parts.
    private static int Neediest(SplitShares shares, ReadOnlySpan<int> counts, int total, int groupsLeft)
    {
        int empty = 0;
        for (int part = 0; part < SplitShares.Parts; part++)
            empty += shares[part] > 0 && counts[part] == 0 ? 1 : 0;
        int best = -1;
        double most = 0;
        for (int part = 0; part < SplitShares.Parts; part++)
        {
            if (shares[part] <= 0 || (empty == groupsLeft && counts[part] > 0))
                continue;
            double lacks = shares[part] * total - counts[part];
            if (best < 0 || lacks > most + 1e-9)
                (best, most) = (part, lacks);
        }

        return best;
    }
}
