using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>Which inputs of an example select vectors of a table. Immutable and structurally equal.</summary>
internal sealed record LookupSpec
{
    /// <summary>Inputs of an example.</summary>
    public required int Inputs { get; init; }

    /// <summary>Vectors of the table.</summary>
    public required int Count { get; init; }

    /// <summary>Floats of a vector.</summary>
    public required int Size { get; init; }

    /// <summary>The inputs that select vectors, in ascending order.</summary>
    public required EquatableArray<int> Columns { get; init; }

    /// <summary>Floats of an example behind the lookup.</summary>
    public long Outputs => Inputs + ((long)Columns.Count * (Size - 1));

    /// <summary>Whether the inputs that select are the first ones.</summary>
    public bool IsOfFirst => Columns[Columns.Count - 1] == Columns.Count - 1;

    /// <summary>"7x3".</summary>
    public string Name => $"{Literals.Number(Count)}x{Literals.Number(Size)}";
}
