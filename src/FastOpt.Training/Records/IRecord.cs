using System.ComponentModel;

namespace FastOpt.Training;

/// <summary>
/// A type whose members are the columns of a table: some are inputs of a network, some its targets. The compiler implements it for a partial type with
/// <see cref="FeatureAttribute"/> and <see cref="LabelAttribute"/>.
/// </summary>
/// <typeparam name="TSelf">The type.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> where the label is a class, <see cref="float"/> where labels are numbers.</typeparam>
public interface IRecord<TSelf, TTarget>
    where TSelf : IRecord<TSelf, TTarget>
    where TTarget : unmanaged
{
    /// <summary>The columns: what each is called, holds, and is for.</summary>
    static abstract RecordSchema Schema { get; }

    /// <summary>Reads a record from a row of a table.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TSelf Read(RecordReader reader);

    /// <summary>Hands out the features, in the order of the schema.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void WriteFeatures(ref RecordValues values);

    /// <summary>Hands out the labels, in the order of the schema.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void WriteLabels(ref RecordValues values);

    /// <summary>Writes the cells of a row of a table, in the order of the schema's columns.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void WriteCells(RecordWriter writer);
}
