namespace FastOpt.Training.Tests;

/// <summary>
/// A folder that is the process's current one until it is disposed. Nothing runs beside the tests that change it or what is printed: they are the collection of
/// this name.
/// </summary>
[CollectionDefinition(nameof(CurrentFolder), DisableParallelization = true)]
public sealed class CurrentFolder : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fastopt-page-");

    public CurrentFolder() => Environment.CurrentDirectory = _folder.FullName;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Delete(recursive: true);
    }
}
