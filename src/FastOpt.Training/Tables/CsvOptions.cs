using System.Text;

namespace FastOpt.Training;

/// <summary>How a table is read.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between cells. Default: what the first line has most of among comma, semicolon and tab. No quote, letter or line end.</summary>
    public char? Separator { get; init; }

    /// <summary>
    /// Whether the first line has the columns' names; without them they are called column1, column2 and so on. Default: it has, and a first line of nothing but
    /// numbers is an error.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>How characters are stored. A byte order mark goes first. Default: UTF-8, in which what is no UTF-8 is an error.</summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Texts that say that there is no value, in either case. Default: an empty cell, NA, N/A, NaN, null, ?.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["", "NA", "N/A", "NaN", "null", "?"];

    /// <summary>What is done about cells without a value. Default: <see cref="Missing.Refuse"/>.</summary>
    public Missing Missing { get; init; } = Missing.Refuse;

    /// <summary>The inputs' columns, in this order. Default: all but the targets and <see cref="Except"/>, in the table's order.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Columns that are no input, such as names and keys. Default: none.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>
    /// Kinds of columns that are not to be inferred, such as <see cref="ColumnKind.Category"/> for a number that names something. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = new Dictionary<string, ColumnKind>();

    /// <summary>
    /// The categories of columns, in order, where they are known from another table; a text that is not among them is an error. Default: those that come up, in
    /// ordinal order.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>How categories become inputs. Default: <see cref="CategoryEncoding.OneHot"/>.</summary>
    public CategoryEncoding CategoryEncoding { get; init; } = CategoryEncoding.OneHot;

    /// <summary>
    /// A column of texts with more different ones is no category unless <see cref="Kinds"/> or <see cref="Categories"/> say so. Default: 100.
    /// </summary>
    public int MaxCategories { get; init; } = 100;

    /// <summary>
    /// Day 0 of columns with dates, UTC. A float keeps days exactly, and a time to about a minute and a half at ten thousand days from here, so take a near one
    /// for times. Default: 2000-01-01.
    /// </summary>
    public DateTime DateOrigin { get; init; } = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
