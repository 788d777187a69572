using System.Globalization;
using FastOpt.Cli.Commands;
using FastOpt.Race;
using Spectre.Console;

namespace FastOpt.Cli.Race;

/// <summary>What <c>fastopt race</c> was asked for.</summary>
/// <param name="Landscape">The function.</param>
/// <param name="Racers">Who takes part.</param>
/// <param name="Start">Where all start.</param>
/// <param name="Steps">The most steps of each.</param>
/// <param name="Rate">The learning rate of all that have one, or null for each one's own.</param>
/// <param name="Csv">The file of the steps, or null.</param>
/// <param name="Svg">The file of the picture, or null.</param>
internal sealed record RaceSettings(Landscape Landscape, IReadOnlyList<Racer> Racers, Point Start, int Steps, double? Rate, string? Csv, string? Svg)
{
    /// <summary>Runs the race, writes the files, and reports.</summary>
    /// <param name="output">Receives the report.</param>
    /// <param name="console">The terminal that <paramref name="output"/> is, if it has colours.</param>
    /// <param name="error">Receives one line per error.</param>
    /// <returns>The exit code.</returns>
    public int Run(TextWriter output, IAnsiConsole? console, TextWriter error)
    {
        if (WhatIsNotFinite() is { } fault)
        {
            error.WriteLine($"fastopt: --start: {fault}");
            return CommandLine.Failure;
        }

        RaceRun[] runs = [.. Racers.Select(racer => RaceRun.Of(racer, Landscape, Start, Steps, Rate))];
        string title = RaceText.Title(Landscape, Start, Steps);
        if (!TryWrite("--csv", Csv, writer => RaceCsv.Write(writer, runs), error)
            || !TryWrite("--svg", Svg, writer => RaceSvg.Write(writer, title, Landscape, runs), error))
        {
            return CommandLine.Failure;
        }

        RaceReport.Write(output, console, title, Landscape, runs);
        return CommandLine.Success;
    }

    // Racers begin with the value and the gradient at the start.
    private string? WhatIsNotFinite()
    {
        double[] gradient = new double[2];
        double value = Landscape.Objective.ValueAndGradient([Start.X, Start.Y], gradient);
        if (!double.IsFinite(value))
            return string.Create(CultureInfo.InvariantCulture, $"{Landscape.Name} is {value} at {Start}");
        return double.IsFinite(gradient[0]) && double.IsFinite(gradient[1])
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"the gradient of {Landscape.Name} is ({gradient[0]}, {gradient[1]}) at {Start}");
    }

    private static bool TryWrite(string option, string? path, Action<TextWriter> write, TextWriter error)
    {
        if (path is null)
            return true;
        try
        {
            using var writer = new StreamWriter(path);
            write(writer);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error.WriteLine($"fastopt: {option} cannot write '{path}': {e.Message}");
            return false;
        }
    }
}
