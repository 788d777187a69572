namespace FastOpt.Training;

/// <summary>
/// Files that one process at a time has open. The operating system keeps the lock (flock on Linux and macOS, the share mode on Windows) and lets it go when the
/// process ends, however it ends: a dead process leaves no lock behind.
/// </summary>
internal static class FileLock
{
    private const int WindowsSharing = 32, WindowsLocked = 33, LinuxAgain = 11, BsdAgain = 35;

    /// <summary>Opens a file for this process alone; null where another one has it.</summary>
    public static FileStream? TryOpen(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException mistake) when (IsTaken(mistake))
        {
            return null;
        }
    }

    private static bool IsTaken(IOException mistake)
    {
        int code = mistake.HResult & 0xFFFF;
        return OperatingSystem.IsWindows() ? code is WindowsSharing or WindowsLocked : code == (OperatingSystem.IsLinux() ? LinuxAgain : BsdAgain);
    }
}
