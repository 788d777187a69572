using System.Runtime.InteropServices;

namespace FastOpt.Training;

// Splits of records: those of their positions.
public static partial class Split
{
    /// <summary>Puts records into parts at random, as <see cref="Random{TTarget}(DataSet{TTarget}, double, double, ulong)"/> does examples.</summary>
    /// <param name="records">All records.</param>
    /// <param name="validation">The share of the validation records. Default: 0.1; 0 for none.</param>
    /// <param name="test">The share of the test records. Default: 0.1; 0 for none.</param>
    /// <param name="seed">Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in [0, 1), or they leave nothing to train on.</exception>
    /// <exception cref="ArgumentException">There are too few records for each part to have one; with the counts.</exception>
    public static RecordSplit<TRecord> Random<TRecord>(IReadOnlyList<TRecord> records, double validation = 0.1, double test = 0.1, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(records);
        return Parts(records, Random(Positions(records, new int[records.Count]), validation, test, seed));
    }

    /// <summary>
    /// Puts the records of each class into parts at random, so that each class has its share of each part, as
    /// <see cref="Stratified(DataSet{int}, double, double, ulong)"/> does.
    /// </summary>
    /// <param name="records">All records.</param>
    /// <param name="label">The class of a record: its label, or anything that each part is to have its share of.</param>
    /// <param name="validation">The share of the validation records. Default: 0.1; 0 for none.</param>
    /// <param name="test">The share of the test records. Default: 0.1; 0 for none.</param>
    /// <param name="seed">Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in [0, 1), or they leave nothing to train on.</exception>
    /// <exception cref="ArgumentException">A class is too small to be in each part; with its name and counts.</exception>
    public static RecordSplit<TRecord> Stratified<TRecord, TLabel>(
        IReadOnlyList<TRecord> records, Func<TRecord, TLabel> label, double validation = 0.1, double test = 0.1, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(records);
        int[] labels = Numbers(records, label, out List<string> names);
        return Parts(records, Stratified(Positions(records, labels, names), validation, test, seed));
    }

    /// <summary>Puts whole groups of records into parts, so that no group is in two of them, as <see cref="Grouped{TTarget}"/> does.</summary>
    /// <param name="records">All records.</param>
    /// <param name="group">The group of a record, such as its customer.</param>
    /// <param name="validation">The share of the validation records. Default: 0.1; 0 for none.</param>
    /// <param name="test">The share of the test records. Default: 0.1; 0 for none.</param>
    /// <param name="seed">Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in [0, 1), or they leave nothing to train on.</exception>
    /// <exception cref="ArgumentException">There are fewer groups than parts.</exception>
    public static RecordSplit<TRecord> Grouped<TRecord, TGroup>(
        IReadOnlyList<TRecord> records, Func<TRecord, TGroup> group, double validation = 0.1, double test = 0.1, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(records);
        int[] groups = Numbers(records, group, out _);
        return Parts(records, Grouped<int>(Positions(records, new int[records.Count]), groups, validation, test, seed));
    }

    /// <summary>The earliest records train, the next validate, the latest test. Records of one time stay in their order.</summary>
    /// <param name="records">All records.</param>
    /// <param name="time">The time of a record.</param>
    /// <param name="validation">The share of the validation records. Default: 0.1; 0 for none.</param>
    /// <param name="test">The share of the test records. Default: 0.1; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in [0, 1), or they leave nothing to train on.</exception>
    /// <exception cref="ArgumentException">There are too few records for each part to have one.</exception>
    public static RecordSplit<TRecord> ByTime<TRecord>(IReadOnlyList<TRecord> records, Func<TRecord, DateTime> time, double validation = 0.1, double test = 0.1)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(time);
        int[] order = [.. Enumerable.Range(0, records.Count).OrderBy(i => time(records[i]))];
        TRecord[] sorted = [.. order.Select(i => records[i])];
        return Parts(sorted, ByTime(Positions(sorted, new int[sorted.Length]), validation, test));
    }

    /// <summary>A set whose only input is the position, as bits: what a split of it holds tells which records are where.</summary>
    private static DataSet<int> Positions<TRecord>(IReadOnlyList<TRecord> records, int[] labels, IReadOnlyList<string>? names = null)
    {
        int[] positions = [.. Enumerable.Range(0, records.Count)];
        return new DataSet<int>(MemoryMarshal.Cast<int, float>(positions).ToArray(), labels, 1) { ClassNames = names ?? [] };
    }

    private static RecordSplit<TRecord> Parts<TRecord>(IReadOnlyList<TRecord> records, DataSplit<int> split)
    {
        return new RecordSplit<TRecord>(records, At(split.Train), At(split.Validation), At(split.Test));

        static int[] At(DataSet<int> part) => MemoryMarshal.Cast<float, int>(part.Inputs).ToArray();
    }

    /// <summary>A number for each key, in the order in which they first appear.</summary>
    private static int[] Numbers<TRecord, TKey>(IReadOnlyList<TRecord> records, Func<TRecord, TKey> key, out List<string> names)
    {
        ArgumentNullException.ThrowIfNull(key);
        var numbers = new Dictionary<(bool, TKey), int>();
        names = [];
        int[] found = new int[records.Count];
        for (int i = 0; i < found.Length; i++)
        {
            TKey own = key(records[i]);
            if (!numbers.TryGetValue((true, own), out found[i]))
            {
                numbers.Add((true, own), found[i] = names.Count);
                names.Add(own?.ToString() ?? "");
            }
        }

        return found;
    }
}
