namespace FastOpt.Cli.Data;

/// <summary>A data file that cannot be used. The message names the file and the reason; the program prints it as it stands.</summary>
internal sealed class DataFormatException(string path, string reason, Exception? inner = null) : Exception($"{(path.Length == 0 ? "''" : path)}: {reason}", inner)
{
    /// <summary>The file or directory.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
