using System.CommandLine;
using System.CommandLine.Parsing;

namespace FastOpt.Cli.Commands;

/// <summary>Options that choose among what has names, in upper or lower case, and say what there is to choose from.</summary>
internal static class NamedOption
{
    private const string All = "all";

    /// <summary>One of them.</summary>
    public static Option<T> One<T>(string name, string description, IReadOnlyList<T> choices, Func<T, string> nameOf, T standard)
        where T : class => new(name)
        {
            Description = description,
            HelpName = "NAME",
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                T? found = Find(choices, nameOf, text);
                if (found is null)
                    result.AddError(Unknown(name, text, choices.Select(nameOf)));
                return found ?? standard;
            },
        };

    /// <summary>Several, separated by commas, or all; null when the option is absent.</summary>
    public static Option<IReadOnlyList<T>?> Several<T>(
        string name, string description, IReadOnlyList<T> choices, Func<T, string> nameOf)
        where T : class => new(name)
        {
            Description = description,
            HelpName = "LIST",
            CustomParser = result => Parse(result, name, choices, nameOf),
        };

    private static IReadOnlyList<T> Parse<T>(ArgumentResult result, string name, IReadOnlyList<T> choices, Func<T, string> nameOf)
        where T : class
    {
        string list = result.Tokens[0].Value;
        if (string.Equals(list, All, StringComparison.OrdinalIgnoreCase))
            return choices;
        var chosen = new List<T>();
        foreach (string text in list.Split(',', StringSplitOptions.TrimEntries))
        {
            T? found = Find(choices, nameOf, text);
            if (found is null)
                result.AddError(Unknown(name, text, choices.Select(nameOf).Append(All)));
            else if (chosen.Contains(found))
                result.AddError($"{name} has {nameOf(found)} twice");
            else
                chosen.Add(found);
        }

        return chosen;
    }

    private static T? Find<T>(IReadOnlyList<T> choices, Func<T, string> nameOf, string text)
        where T : class => choices.FirstOrDefault(one => string.Equals(nameOf(one), text, StringComparison.OrdinalIgnoreCase));

    private static string Unknown(string name, string text, IEnumerable<string> names) => $"{name} does not know '{text}', only: {string.Join(", ", names)}";
}
