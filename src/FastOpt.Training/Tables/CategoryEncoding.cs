namespace FastOpt.Training;

/// <summary>How a category becomes an input.</summary>
public enum CategoryEncoding
{
    /// <summary>One column for each category, 1 where it is and 0 elsewhere, with names such as "ocean_proximity=INLAND".</summary>
    OneHot,

    /// <summary>One column with the category's position in <see cref="CsvColumn.Categories"/>, from 0: for an embedding.</summary>
    Code,
}
