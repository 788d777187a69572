using System.Globalization;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit;

/// <summary>Names in generated code.</summary>
internal static class Identifiers
{
    /// <summary>"LearningRate" as "learningRate"; a name that is not written yet stays empty.</summary>
    public static string Camel(string name) => name.Length == 0 ? "" : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>"learningRate" as "LearningRate"; a name that is not written yet stays empty.</summary>
    public static string Pascal(string name) => name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>Whether the text is nothing but a name.</summary>
    public static bool IsName(string text) => text.All(static c => c is '_' or '@' || char.IsLetterOrDigit(c));

    /// <summary>Text for XML documentation.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>The stem, or the stem with as many underscores as make it new to <paramref name="taken"/>.</summary>
    public static string Unused(string stem, IReadOnlyCollection<string> taken)
    {
        while (taken.Contains(stem))
            stem += "_";
        return stem;
    }

    /// <summary>The stem, or the stem with the first number that makes it new to <paramref name="taken"/>, which it then joins.</summary>
    public static string Unique(string stem, HashSet<string> taken)
    {
        string name = stem;
        for (int i = 2; !taken.Add(name); i++)
            name = stem + i.ToString(CultureInfo.InvariantCulture);
        return Keywords.Escape(name);
    }
}
