namespace FastOpt.Training;

/// <summary>What columns are called in messages: "input 'age'", or "input 3" where they have no names.</summary>
internal readonly struct ColumnLabels(string kind, IReadOnlyList<string> names)
{
    public string this[int column] => column < names.Count ? $"{kind} '{names[column]}'" : FormattableString.Invariant($"{kind} {column}");
}
