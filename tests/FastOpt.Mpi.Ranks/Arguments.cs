using System.Globalization;

namespace FastOpt.Mpi.Ranks;

/// <summary>The command line's options: each a name and a value.</summary>
internal static class Arguments
{
    public static string? Text(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var i && i + 1 < arguments.Length ? arguments[i + 1] : null;

    public static double Number(string[] arguments, string name, double standard) =>
        Text(arguments, name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : standard;
}
