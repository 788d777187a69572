using System.Collections.Frozen;

namespace FastOpt.Training;

/// <summary>The categories of a column, frozen when they were fitted.</summary>
public sealed class Categories
{
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _positions;

    internal Categories(IReadOnlyList<string> names)
    {
        Names = names;
        _positions = names.Select(static (name, i) => KeyValuePair.Create(name, i)).ToFrozenDictionary(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The categories, in ordinal order; those of an enum in its own.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The position of a category; -1 for one that is unknown.</summary>
    public int IndexOf(ReadOnlySpan<char> category) => _positions.TryGetValue(category, out int position) ? position : -1;

    /// <summary>Freezes what was counted.</summary>
    /// <param name="counts">How often each category is among the training records.</param>
    /// <param name="most">The most that there may be; 0 for any number.</param>
    /// <param name="leaveOut">Whether the rarest are left out where there are more; otherwise that is an error of the caller's.</param>
    internal static Categories? Fit(IReadOnlyDictionary<string, long> counts, int most, bool leaveOut)
    {
        IEnumerable<string> kept = counts.Keys;
        if (most > 0 && counts.Count > most)
        {
            if (!leaveOut)
                return null;
            kept = counts.OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key, StringComparer.Ordinal).Take(most)
                .Select(static pair => pair.Key);
        }

        return new Categories([.. kept.Order(StringComparer.Ordinal)]);
    }
}
