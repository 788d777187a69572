using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace FastOpt.Cli.Commands;

/// <summary>Options that take a number, in invariant notation, and say which numbers they take.</summary>
internal static class NumberOption
{
    /// <summary>An integer from <paramref name="smallest"/> to <paramref name="largest"/>.</summary>
    public static Option<T> Integer<T>(string name, string description, T standard, T smallest, T largest)
        where T : IBinaryInteger<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
            CustomParser = result => ParseInteger(result, smallest, largest),
        };

    /// <summary>An integer from <paramref name="smallest"/> to <paramref name="largest"/>; null when the option is absent.</summary>
    public static Option<T?> Optional<T>(string name, string description, T smallest, T largest)
        where T : struct, IBinaryInteger<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => ParseInteger(result, smallest, largest),
        };

    /// <summary>A finite number greater than 0; null when the option is absent.</summary>
    public static Option<double?> Positive(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result => Parse<double>(result, NumberStyles.Float, value => value > 0 && double.IsFinite(value), "a finite number greater than 0"),
    };

    private static T ParseInteger<T>(ArgumentResult result, T smallest, T largest)
        where T : IBinaryInteger<T> => Parse<T>(
            result, NumberStyles.AllowLeadingSign, value => value >= smallest && value <= largest, $"an integer from {Text(smallest)} to {Text(largest)}");

    private static T Parse<T>(ArgumentResult result, NumberStyles styles, Predicate<T> isAllowed, string allowed)
        where T : INumber<T>
    {
        string text = result.Tokens[0].Value;
        if (T.TryParse(text, styles, CultureInfo.InvariantCulture, out T? value) && isAllowed(value))
            return value;

        string name = (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
        result.AddError($"{name} takes {allowed}, not '{text}'");
        return T.Zero;
    }

    private static string Text<T>(T number)
        where T : INumber<T> => number.ToString(null, CultureInfo.InvariantCulture);
}
