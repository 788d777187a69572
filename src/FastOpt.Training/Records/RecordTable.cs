using System.ComponentModel;
using System.Text;

namespace FastOpt.Training;

/// <summary>Reads and writes tables of records; generated code calls it (<c>House.ReadCsv</c>).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RecordTable
{
    /// <summary>Reads all records of a file.</summary>
    /// <exception cref="CsvException">A column is not there, or a cell does not hold what the record's member does.</exception>
    public static IReadOnlyList<TRecord> Read<TRecord, TTarget>(string path, char? separator)
        where TRecord : IRecord<TRecord, TTarget>
        where TTarget : unmanaged
    {
        using TableReader table = TableReader.Open(path, separator);
        return Read<TRecord, TTarget>(table);
    }

    /// <summary>Reads all records that a table has left.</summary>
    /// <exception cref="CsvException">A column is not there, or a cell does not hold what the record's member does.</exception>
    public static IReadOnlyList<TRecord> Read<TRecord, TTarget>(TableReader table)
        where TRecord : IRecord<TRecord, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(table);
        var reader = new RecordReader(table, TRecord.Schema);
        var records = new List<TRecord>();
        while (table.Read())
            records.Add(TRecord.Read(reader));
        return records;
    }

    /// <summary>Writes records to a file, in UTF-8, with commas between cells.</summary>
    public static void Write<TRecord, TTarget>(string path, IEnumerable<TRecord> records)
        where TRecord : IRecord<TRecord, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(records);
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var writer = new RecordWriter(text);
        foreach (RecordColumn column in TRecord.Schema.Columns.Where(static column => !column.IsComputed))
            writer.Cell(column.Name);
        writer.EndRow();
        foreach (TRecord record in records)
        {
            record.WriteCells(writer);
            writer.EndRow();
        }
    }
}
