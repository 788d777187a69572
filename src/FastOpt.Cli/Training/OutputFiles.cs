using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>Where a training's results go. A place that cannot take them is told before the training, not behind it.</summary>
internal static class OutputFiles
{
    /// <summary>Makes the folders of all results.</summary>
    /// <exception cref="DataFormatException">One cannot be made, or a file's name is that of a folder.</exception>
    public static void Prepare(TrainSettings settings)
    {
        PrepareFile("--save", settings.Save);
        PrepareFile("--export", settings.Export);
        PrepareFile("--report", settings.Report);
        PrepareFolder("--log", settings.Log);
        PrepareFolder("--checkpoint", settings.Checkpoint);
        if (settings is { Checkpoint: { } folder, Resume: false } && Directory.EnumerateFiles(folder, "checkpoint-*.safetensors").Any())
            throw new DataFormatException("--checkpoint", $"{folder} has checkpoints of an earlier training; --resume goes on with it, or name another folder");
    }

    /// <summary>Makes the folder of one result.</summary>
    /// <exception cref="DataFormatException">It cannot be made, or the file's name is that of a folder.</exception>
    public static void PrepareFile(string option, string? path)
    {
        if (path is null)
            return;
        if (Path.GetFileName(path).Length == 0 || Directory.Exists(path))
            throw new DataFormatException(option, $"'{path}' is no name of a file");
        PrepareFolder(option, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    private static void PrepareFolder(string option, string? path)
    {
        if (path is null)
            return;
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataFormatException(option, $"the folder '{path}' cannot be made: {e.Message}", e);
        }
    }
}
