using System.Globalization;
using System.Text;

namespace FastOpt.Cli.Scaffolding;

/// <summary>Makes C# names of what columns, tables and folders are called.</summary>
internal static class MemberNames
{
    /// <summary>What a record has already, from C# and from the compiler of records.</summary>
    private static readonly HashSet<string> Taken = new(
        [
            "Schema", "ReadCsv", "WriteCsv", "Bind", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Deconstruct",
            "PrintMembers", "EqualityContract", "Finalize", "Clone",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether a text is a name in C#.</summary>
    public static bool IsIdentifier(string text) => text.Length > 0 && IsStart(text[0]) && text.All(IsPart);

    /// <summary>"median_income" as "MedianIncome"; what no name can hold separates words. A name that would begin with a digit begins with "Column".</summary>
    public static string Pascal(string text, string stem)
    {
        var name = new StringBuilder(text.Length);
        bool startsWord = true;
        foreach (char c in text.Normalize(NormalizationForm.FormC))
        {
            if (!IsPart(c) || c == '_')
            {
                startsWord = true;
                continue;
            }

            name.Append(startsWord ? char.ToUpper(c, CultureInfo.InvariantCulture) : c);
            startsWord = false;
        }

        string joined = name.ToString();
        bool isShouted = joined.Length > 3 && !joined.Any(char.IsLower);
        if (isShouted)
            joined = joined[0] + joined[1..].ToLowerInvariant();
        return joined.Length == 0 ? stem : IsStart(joined[0]) ? joined : stem + joined;
    }

    /// <summary>Names for a table's columns, each once, none of which a record has already.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <param name="types">The names of the project's types, which no member can have.</param>
    public static string[] ForColumns(IReadOnlyList<string> columns, params string[] types)
    {
        var taken = new HashSet<string>([.. Taken, .. types], StringComparer.Ordinal);
        string[] names = new string[columns.Count];
        for (int i = 0; i < names.Length; i++)
        {
            string stem = Pascal(columns[i], "Column"), name = stem;
            for (int number = 2; !taken.Add(name); number++)
                name = stem + number.ToString(CultureInfo.InvariantCulture);
            names[i] = name;
        }

        return names;
    }

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsPart(char c) => IsStart(c) || char.IsDigit(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}
