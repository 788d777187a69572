using FastOpt.Cli.Commands;
using FastOpt.Training;
using Spectre.Console;

namespace FastOpt.Cli.Training;

/// <summary>Says before the first step where a resumed training goes on from, or that it starts anew.</summary>
internal sealed class NoteLines(TextWriter output) : Callback
{
    /// <summary>How many notes were said.</summary>
    public int Said { get; private set; }

    /// <inheritdoc/>
    public override void Begin(FitContext context)
    {
        foreach (string note in context.Notes)
        {
            // A live display moves down for a line of its own console, and is torn by others.
            if (Terminal.IsLive(output))
                AnsiConsole.WriteLine(note);
            else
                output.WriteLine(note);
        }

        Said = context.Notes.Count;
    }
}
