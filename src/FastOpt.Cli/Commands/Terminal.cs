using Spectre.Console;

namespace FastOpt.Cli.Commands;

/// <summary>What the terminal allows.</summary>
internal static class Terminal
{
    /// <summary>Whether a live display may be drawn where <paramref name="output"/> goes: a terminal, driven by a person who did not ask for plain text.</summary>
    public static bool IsLive(TextWriter output) => IsDrawn(output) && AsksForNothing("CI") && AnsiConsole.Profile.Capabilities.Interactive;

    /// <summary>Whether colours may be written where <paramref name="output"/> goes.</summary>
    public static bool HasColours(TextWriter output) => IsDrawn(output) && AnsiConsole.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;

    private static bool IsDrawn(TextWriter output) =>
        ReferenceEquals(output, Console.Out)
        && !Console.IsOutputRedirected
        && AsksForNothing("NO_COLOR")
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && AnsiConsole.Profile.Capabilities.Ansi;

    private static bool AsksForNothing(string variable) => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
