using System.Runtime.CompilerServices;

namespace FastOpt.Training.Tests.Data;

/// <summary>Data that is not part of the repository: in the folder FASTOPT_DATA, or in shared/data beside the repository. Tests skip where it is not.</summary>
internal static class SharedData
{
    public static string Find(string name)
    {
        string folder = Environment.GetEnvironmentVariable("FASTOPT_DATA") ?? Path.GetFullPath(Path.Combine(Here(), "../../../../shared/data"));
        string path = Path.Combine(folder, name);
        Assert.SkipUnless(Path.Exists(path), $"There is no {path}; FASTOPT_DATA names a folder with {name}.");
        return path;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
