using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Diagnostics;

/// <summary>
/// Keeps a defect of the compiler to the declaration that shows it. An exception that left the generator would take the generated code of the whole project with it and leave
/// the warning CS8785 behind.
/// </summary>
internal static class InternalError
{
    /// <summary>Whether an exception is a defect: anything but a cancelled run.</summary>
    public static bool Is(Exception exception) => exception is not OperationCanceledException;

    /// <summary>What is reported of it.</summary>
    /// <param name="declaration">The name of the declaration.</param>
    /// <param name="location">Where it stands, if that is known.</param>
    /// <param name="exception">The exception.</param>
    public static Diagnostic Describe(string declaration, Location? location, Exception exception) => Diagnostic.Create(
        DiagnosticDescriptors.InternalError, location ?? Location.None, declaration, exception.GetType().Name, Origin(exception), OneLine(exception.Message));

    /// <summary>The compiler's method that stands next to where it was thrown, without its parameters.</summary>
    private static string Origin(Exception exception)
    {
        string[] lines = (exception.StackTrace ?? "").Split('\n');
        string line = (lines.FirstOrDefault(static l => l.Contains("FastOpt.Generators.")) ?? lines[0]).Trim();
        int start = line.IndexOf(' ') + 1;
        int end = line.IndexOf('(');
        return end > start ? line.Substring(start, end - start) : "an unknown place";
    }

    private static string OneLine(string message) => string.Join(" ", message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
