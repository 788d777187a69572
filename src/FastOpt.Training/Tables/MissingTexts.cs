namespace FastOpt.Training;

/// <summary>The texts that say that a cell has no value.</summary>
internal sealed class MissingTexts
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts;

    public MissingTexts(IEnumerable<string> texts) =>
        _texts = new HashSet<string>(texts, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public bool Contains(ReadOnlySpan<char> text) => _texts.Contains(text);
}
