using System.Globalization;

namespace FastOpt.Generators.Emit;

/// <summary>Names in generated code.</summary>
internal static class Identifiers
{
    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false "
        + "finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private "
        + "protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked "
        + "unsafe ushort using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The name, with an @ where it is a keyword of C#.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>"LearningRate" as "learningRate".</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>"learningRate" as "LearningRate".</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

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
        return Escape(name);
    }
}
