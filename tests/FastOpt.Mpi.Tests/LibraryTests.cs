namespace FastOpt.Mpi.Tests;

public sealed class LibraryTests
{
    [Theory]
    [InlineData(null, "libmpi.so.40,libmpi.so,libmpich.so.12,libmpi.so.12")]
    [InlineData("OpenMpi", "libmpi.so.40,libmpi.so,libmpich.so.12,libmpi.so.12")]
    [InlineData("Mpich", "libmpich.so.12,libmpi.so.12,libmpi.so.40,libmpi.so")]
    public void TheLaunchersLibraryStandsFirst(string? launcher, string expected)
    {
        MpiFlavor? flavor = launcher is null ? null : Enum.Parse<MpiFlavor>(launcher);
        Assert.Equal(expected, string.Join(',', LibraryNames.Candidates(flavor, isWindows: false, isMac: false)));
    }

    [Fact]
    public void WindowsAndMacHaveNamesOfTheirOwn()
    {
        Assert.Equal(["msmpi.dll"], LibraryNames.Candidates(null, isWindows: true, isMac: false));
        Assert.Equal("libmpich.12.dylib", LibraryNames.Candidates(MpiFlavor.Mpich, isWindows: false, isMac: true)[0]);
        Assert.Equal("libmpi.40.dylib", LibraryNames.Candidates(MpiFlavor.OpenMpi, isWindows: false, isMac: true)[0]);
    }

    [Theory]
    [InlineData("no-such-library.so")]
    [InlineData("/no/such/folder/libmpi.so.40")]
    public void ALibraryThatIsNotThereIsNamed(string name)
    {
        MpiException mistake = Assert.Throws<MpiException>(() => MpiLibrary.Load(name, launcher: null));
        Assert.StartsWith($"The MPI library '{name}' cannot be loaded: ", mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mistake.Message); // the runtime's advice has several lines
        Assert.Empty(mistake.Processes);
    }

    [Fact]
    public void ALibraryThatIsNoMpiIsNamed()
    {
        string name = OperatingSystem.IsWindows() ? "kernel32.dll" : OperatingSystem.IsMacOS() ? "libSystem.dylib" : "libc.so.6";
        MpiException mistake = Assert.Throws<MpiException>(() => MpiLibrary.Load(name, launcher: null));
        Assert.StartsWith($"'{name}' is no MPI library: ", mistake.Message, StringComparison.Ordinal);
    }

    // What MPI_Get_library_version of Debian 12's packages says, in its first line or up to its first comma.
    [Theory]
    [InlineData("Open MPI v4.1.4, package: Debian OpenMPI, ident: 4.1.4, repo rev: v4.1.4, May 26, 2022", "Open MPI 4.1.4")]
    [InlineData("MPICH Version:\t4.0.2\nMPICH Release date:\tThu Apr  7 12:34:45 CDT 2022\nMPICH Device:\tch4:ucx", "MPICH 4.0.2")]
    [InlineData("Intel(R) MPI Library 2021.9 for Linux* OS\n", "Intel(R) MPI Library 2021.9 for Linux* OS")]
    public void TheVersionIsTheFirstOfALongText(string text, string expected) => Assert.Equal(expected, MpiFunctions.Shorten(text));
}
