using System.Collections;

namespace FastOpt.Training;

/// <summary>
/// The part of a split of records that is learned from. A <see cref="RecordBinder{TRecord, TTarget}"/> is fitted to nothing else, and only a split produces
/// one.
/// </summary>
/// <typeparam name="TRecord">The record.</typeparam>
public sealed class TrainRecords<TRecord> : IReadOnlyList<TRecord>
{
    private readonly TRecord[] _records;

    internal TrainRecords(TRecord[] records) => _records = records;

    /// <inheritdoc/>
    public int Count => _records.Length;

    /// <inheritdoc/>
    public TRecord this[int index] => _records[index];

    /// <inheritdoc/>
    public IEnumerator<TRecord> GetEnumerator() => ((IEnumerable<TRecord>)_records).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
