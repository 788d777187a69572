namespace FastOpt.Training;

/// <summary>A data file that cannot be used. The message names the file and the reason.</summary>
public class DataFormatException : FormatException
{
    /// <summary>A file and what is wrong with it.</summary>
    public DataFormatException(string path, string reason, Exception? inner = null)
        : base($"{(string.IsNullOrEmpty(path) ? "''" : path)}: {reason}", inner) => (Path, Reason) = (path, reason);

    /// <summary>The file or directory.</summary>
    public string Path { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }
}
