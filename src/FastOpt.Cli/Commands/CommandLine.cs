using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using FastOpt.Training;

namespace FastOpt.Cli.Commands;

/// <summary>The program's command line: its commands, and what every one of them does with errors.</summary>
internal static class CommandLine
{
    /// <summary>The exit code of success.</summary>
    public const int Success = 0;

    /// <summary>The exit code of wrong arguments, unusable data and a training that failed.</summary>
    public const int Failure = 1;

    /// <summary>The exit code after Ctrl+C, as shells have it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives one line per error.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        ParseResult parsed = Create().Parse(arguments);
        if (parsed.Action is ParseErrorAction)
            return Explain(parsed, error);

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is DataFormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"fastopt: {e.Message}");
            return Failure;
        }
    }

    // Not a RootCommand, which would be called by the name of the file that runs.
    private static Command Create() => new("fastopt", "Trains neural networks that were compiled with this program, and lets optimizers race.")
    {
        new HelpOption(),
        new VersionOption(),
        TrainCommand.Create(),
        NewCommand.Create(),
        RaceCommand.Create(),
        InfoCommand.Create(),
        PlaygroundCommand.Create(),
    };

    private static int Explain(ParseResult parsed, TextWriter error)
    {
        Command command = parsed.CommandResult.Command;
        string path = string.Join(' ', Path(parsed.CommandResult));
        if (command.Subcommands.Count > 0)
        {
            string commands = string.Join(", ", command.Subcommands.Select(sub => sub.Name));
            error.WriteLine(parsed.UnmatchedTokens is [string unknown, ..]
                ? $"fastopt: '{path}' does not know '{unknown}', only: {commands}"
                : $"fastopt: '{path}' needs a command: {commands}");
        }
        else
        {
            foreach (ParseError problem in parsed.Errors)
                error.WriteLine($"fastopt: {problem.Message}");
        }

        error.WriteLine($"See '{path} --help'.");
        return Failure;
    }

    private static IEnumerable<string> Path(CommandResult? result) =>
        result is null ? [] : Path(result.Parent as CommandResult).Append(result.Command.Name);
}
