using Spectre.Console;

namespace FastOpt.Cli.Commands;

/// <summary>What the terminal allows.</summary>
internal static class Terminal
{
    /// <summary>Whether a live display may be drawn where <paramref name="output"/> goes: a terminal, driven by a person who did not ask for plain text.</summary>
    public static bool IsLive(TextWriter output) =>
        ReferenceEquals(output, Console.Out)
        && !Console.IsOutputRedirected
        && AsksForNothing("NO_COLOR")
        && AsksForNothing("CI")
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true };

    private static bool AsksForNothing(string variable) => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
