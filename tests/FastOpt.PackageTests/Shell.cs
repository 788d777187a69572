using System.Diagnostics;
using System.Text;

namespace FastOpt.PackageTests;

/// <summary>Runs programs as a user would, and waits for them.</summary>
internal static class Shell
{
    /// <summary>Runs a program in a folder.</summary>
    public static CommandResult Run(string file, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What a test runner sets for itself is not the user's environment.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key.StartsWith("DOTNET_Enable", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        // The tests read English, and a first run's greeting is no output.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return new CommandResult($"{file} {string.Join(' ', arguments)}", process.ExitCode, output.ToString());

        void Append(string? line)
        {
            lock (output)
                output.AppendLine(line);
        }
    }
}

/// <summary>What a command gave back.</summary>
/// <param name="Command">The command.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output and error.</param>
public sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>Its lines, without blanks around them.</summary>
    public IEnumerable<string> Lines => Output.Split('\n').Select(static line => line.Trim());

    /// <summary>The rest of the line that starts with a word.</summary>
    public string Line(string word) => Lines.First(line => line.StartsWith(word + " ", StringComparison.Ordinal))[(word.Length + 1)..];

    /// <summary>Throws unless the command succeeded.</summary>
    public CommandResult Succeeded() => ExitCode == 0 ? this : throw new InvalidOperationException($"{Command} ended with {ExitCode}:\n{Output}");
}
