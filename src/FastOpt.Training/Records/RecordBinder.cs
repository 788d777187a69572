using System.Runtime.InteropServices;

namespace FastOpt.Training;

/// <summary>
/// Turns records into rows of inputs and targets. What it learned from the training records is frozen: the categories, the classes, the means that stand for
/// missing numbers. It does not change, and any number of threads may use it.
/// </summary>
/// <typeparam name="TRecord">The record.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> where the label is a class, <see cref="float"/> where labels are numbers.</typeparam>
public sealed partial class RecordBinder<TRecord, TTarget>
    where TRecord : IRecord<TRecord, TTarget>
    where TTarget : unmanaged
{
    private readonly RecordEncoder[] _features;
    private readonly RecordEncoder[] _labels;

    private RecordBinder(RecordEncoder[] features, RecordEncoder[] labels)
    {
        (_features, _labels) = (features, labels);
        InputSize = features.Sum(static feature => feature.Width);
        InputNames = [.. features.SelectMany(static feature => feature.Names)];
        TargetNames = [.. labels.Select(static label => label.Column.Name)];
        ClassNames = labels is [{ Categories: { } classes }] ? classes.Names : [];
    }

    /// <summary>Inputs for each record.</summary>
    public int InputSize { get; }

    /// <summary>Targets for each record.</summary>
    public int TargetSize => _labels.Length;

    /// <summary>The inputs' names: the column's; of a category "city=Paris".</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>The targets' names: the columns'.</summary>
    public IReadOnlyList<string> TargetNames { get; }

    /// <summary>The names of the classes, in the order of the labels; empty where the targets are numbers.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Learns categories, classes and means from training records, which only a split makes.</summary>
    /// <exception cref="ArgumentException">There is no record, or a value is missing or not finite where it must not be; the message names it.</exception>
    public static RecordBinder<TRecord, TTarget> Fit(TrainRecords<TRecord> train)
    {
        ArgumentNullException.ThrowIfNull(train);
        RecordSchema schema = TRecord.Schema;
        if (train.Count == 0)
            throw new ArgumentException($"There is no record of {schema.Name} to learn from.", nameof(train));
        RecordStatistics[] features = Statistics(schema, schema.Features), labels = Statistics(schema, schema.Labels);
        for (int i = 0; i < train.Count; i++)
        {
            var values = new RecordValues(features, i);
            train[i].WriteFeatures(ref values);
            var targets = new RecordValues(labels, i);
            train[i].WriteLabels(ref targets);
        }

        return new RecordBinder<TRecord, TTarget>(
            Encoders(schema, schema.Features, (_, i) => (features[i].Mean, IsCategory(schema.Features[i]) ? features[i].Freeze() : null)),
            Encoders(schema, schema.Labels, (column, i) => (0, Classes(column, labels[i]))));
    }

    /// <summary>The categories of a feature's column.</summary>
    /// <param name="column">The column's name in the table.</param>
    /// <exception cref="ArgumentException">There is no feature of that name with categories.</exception>
    public Categories CategoriesOf(string column) => _features.FirstOrDefault(f => f.Column.Name == column)?.Categories
        ?? throw new ArgumentException($"{TRecord.Schema.Name} has no feature '{column}' with categories.", nameof(column));

    /// <summary>Writes one record's inputs. Allocates nothing.</summary>
    /// <param name="record">The record; its labels are not read.</param>
    /// <param name="inputs">[<see cref="InputSize"/>].</param>
    /// <exception cref="ArgumentException">The length does not fit, or a value is missing, not finite or unknown where it must not be.</exception>
    public void WriteInputs(TRecord record, Span<float> inputs) => WriteInputs(record, inputs, -1);

    /// <summary>Writes one record's targets.</summary>
    /// <param name="record">The record.</param>
    /// <param name="targets">[<see cref="TargetSize"/>].</param>
    /// <exception cref="ArgumentException">The length does not fit, or a label is missing, not finite, or a class that no training record has.</exception>
    public void WriteTargets(TRecord record, Span<TTarget> targets) => WriteTargets(record, targets, -1);

    /// <summary>All records' inputs and targets, in their order.</summary>
    /// <exception cref="ArgumentException">A value is missing, not finite or unknown where it must not be; the message names record and member.</exception>
    public DataSet<TTarget> ToDataSet(IReadOnlyList<TRecord> records)
    {
        (float[] inputs, TTarget[] targets) = Rows(records);
        return new DataSet<TTarget>(inputs, targets, InputSize, TargetSize) { InputNames = InputNames, TargetNames = TargetNames, ClassNames = ClassNames };
    }

    /// <summary>The parts of a split, each as rows; what is fitted to the first cannot see the others.</summary>
    /// <exception cref="ArgumentException">A value is missing, not finite or unknown where it must not be; the message names record and member.</exception>
    public DataSplit<TTarget> ToDataSplit(RecordSplit<TRecord> split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new DataSplit<TTarget>(new TrainSet<TTarget>(ToDataSet(split.Train)), ToDataSet(split.Validation), ToDataSet(split.Test));
    }

    private static bool IsCategory(RecordColumn column) => column.Kind is RecordKind.Text or RecordKind.Option;

    private static Categories? Classes(RecordColumn column, RecordStatistics statistics) => column.Kind switch
    {
        RecordKind.Whole => statistics.FreezeNumbers(),
        RecordKind.Truth => new Categories(["false", "true"]),
        RecordKind.Text or RecordKind.Option => statistics.Freeze(),
        _ => null,
    };

    private static RecordStatistics[] Statistics(RecordSchema schema, IReadOnlyList<RecordColumn> columns) =>
        [.. columns.Select(column => new RecordStatistics(schema.Name, column))];

    private static RecordEncoder[] Encoders(
        RecordSchema schema, IReadOnlyList<RecordColumn> columns, Func<RecordColumn, int, (double Fill, Categories? Categories)> learned)
    {
        var encoders = new RecordEncoder[columns.Count];
        for (int i = 0, first = 0; i < encoders.Length; first += encoders[i++].Width)
        {
            (double mean, Categories? categories) = learned(columns[i], i);
            encoders[i] = new RecordEncoder(schema.Name, columns[i], first, columns[i].Missing == MissingAs.Zero ? 0 : mean, categories);
        }

        return encoders;
    }

    private (float[] Inputs, TTarget[] Targets) Rows(IReadOnlyList<TRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        float[] inputs = new float[checked(records.Count * InputSize)];
        TTarget[] targets = new TTarget[checked(records.Count * TargetSize)];
        for (int i = 0; i < records.Count; i++)
        {
            WriteInputs(records[i], inputs.AsSpan(i * InputSize, InputSize), i);
            WriteTargets(records[i], targets.AsSpan(i * TargetSize, TargetSize), i);
        }

        return (inputs, targets);
    }

    private void WriteInputs(TRecord record, Span<float> inputs, int position)
    {
        if (inputs.Length != InputSize)
            throw new ArgumentException($"inputs: {inputs.Length} floats, but a {TRecord.Schema.Name} has {InputSize} inputs.", nameof(inputs));
        var values = new RecordValues(_features, inputs, position);
        record.WriteFeatures(ref values);
    }

    private void WriteTargets(TRecord record, Span<TTarget> targets, int position)
    {
        if (targets.Length != TargetSize)
            throw new ArgumentException($"targets: {targets.Length} values, but a {TRecord.Schema.Name} has {TargetSize}.", nameof(targets));
        if (typeof(TTarget) == typeof(float))
        {
            var values = new RecordValues(_labels, MemoryMarshal.Cast<TTarget, float>(targets), position);
            record.WriteLabels(ref values);
            return;
        }

        var classes = new RecordValues(_labels, MemoryMarshal.Cast<TTarget, int>(targets), position);
        record.WriteLabels(ref classes);
    }
}
