namespace FastOpt.Training;

/// <summary>What is done about cells without a value.</summary>
public enum Missing
{
    /// <summary>An error that names file, line, column and text. The default: whoever has a table without holes learns of the first.</summary>
    Refuse,

    /// <summary>The row is left out when the table is read, if a value is missing in a column that is not in <see cref="CsvOptions.Except"/>.</summary>
    SkipRow,

    /// <summary>
    /// NaN, in all one-hot columns of a category. A <see cref="Normalizer"/> replaces it by the column's mean over the training examples. Targets and category
    /// codes cannot be NaN: an error.
    /// </summary>
    Keep,

    /// <summary>0, in all one-hot columns of a category. Targets and category codes are not made up: an error.</summary>
    Zero,
}
