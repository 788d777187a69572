namespace FastOpt.Generators.Model;

/// <summary>The words that C# reads as more than a name.</summary>
internal static class Keywords
{
    private const string Reserved =
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event "
        + "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null "
        + "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static "
        + "string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while __arglist "
        + "__makeref __reftype __refvalue";

    // Words in some places only; an @ harms nowhere, and no place has to be told from another.
    private const string Contextual =
        "_ add alias allows and ascending assembly async await by descending equals extension field file from get global group init into "
        + "join let managed method module nameof not on or orderby param partial property record remove required scoped select set type "
        + "typevar unmanaged var when where with yield";

    private static readonly HashSet<string> All = new($"{Reserved} {Contextual}".Split(' '), StringComparer.Ordinal);

    /// <summary>The name as it is written in C#: with an @ where it is a keyword.</summary>
    public static string Escape(string name) => All.Contains(name) ? "@" + name : name;
}
