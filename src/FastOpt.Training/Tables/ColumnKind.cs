namespace FastOpt.Training;

/// <summary>What a column of a table holds. Cells without a value do not count.</summary>
public enum ColumnKind
{
    /// <summary>Finite numbers, such as 3, −0.5 or 1e-3, with a point.</summary>
    Number,

    /// <summary>true or false: 1 or 0.</summary>
    Flag,

    /// <summary>
    /// ISO dates (2026-11-26) or times (2026-11-26T14:30:05.5Z, with a space for the T, with or without seconds and zone; without one it is UTC). As a number:
    /// days since <see cref="CsvOptions.DateOrigin"/>, with the time as a fraction.
    /// </summary>
    Date,

    /// <summary>Texts that come up again: at most <see cref="CsvOptions.MaxCategories"/> different ones.</summary>
    Category,

    /// <summary>Any other texts, such as names or keys. They are no input.</summary>
    Text,

    /// <summary>No cell has a value.</summary>
    Empty,
}
