namespace FastOpt.Training;

/// <summary>
/// Writes files that are whole whenever a machine stops: beside, under the name with <see cref="Suffix"/>; synchronized; renamed; the folder synchronized. An
/// error before the rename leaves the old file as it was.
/// </summary>
internal static class AtomicFile
{
    /// <summary>The end of the name of a file that is not whole yet.</summary>
    public const string Suffix = ".tmp";

    public static void Write(IFileSystem files, string path, ReadOnlySpan<byte> bytes)
    {
        string full = Path.GetFullPath(path);
        string beside = full + Suffix;
        try
        {
            using (IWritableFile file = files.Create(beside))
            {
                file.Write(bytes);
                file.Sync();
            }

            files.Rename(beside, full);
        }
        catch (Exception mistake) when (mistake is IOException or UnauthorizedAccessException)
        {
            Remove(files, beside);
            throw new IOException($"{full} could not be written, and is as it was: {mistake.Message}", mistake);
        }

        try
        {
            files.SyncDirectory(Path.GetDirectoryName(full)!);
        }
        catch (IOException mistake)
        {
            throw new IOException($"{full} is written, but its name may be lost if the machine stops now: {mistake.Message}", mistake);
        }
    }

    /// <summary>Deletes a file that is of no use; that it stays is no harm.</summary>
    public static void Remove(IFileSystem files, string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception mistake) when (mistake is IOException or UnauthorizedAccessException)
        {
            // It is passed over by whoever reads the folder.
        }
    }
}
