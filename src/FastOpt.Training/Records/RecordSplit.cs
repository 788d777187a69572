namespace FastOpt.Training;

/// <summary>Records told apart by what they are for.</summary>
/// <typeparam name="TRecord">The record.</typeparam>
public sealed class RecordSplit<TRecord>
{
    internal RecordSplit(IReadOnlyList<TRecord> records, IEnumerable<int> train, IEnumerable<int> validation, IEnumerable<int> test)
    {
        Train = new TrainRecords<TRecord>([.. train.Select(i => records[i])]);
        Validation = [.. validation.Select(i => records[i])];
        Test = [.. test.Select(i => records[i])];
    }

    /// <summary>What is learned from.</summary>
    public TrainRecords<TRecord> Train { get; }

    /// <summary>What decides during training: when to stop, which weights are best. May be empty.</summary>
    public IReadOnlyList<TRecord> Validation { get; }

    /// <summary>What is measured once, at the end. May be empty.</summary>
    public IReadOnlyList<TRecord> Test { get; }
}
