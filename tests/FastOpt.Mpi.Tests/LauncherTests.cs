namespace FastOpt.Mpi.Tests;

public sealed class LauncherTests
{
    [Theory]
    [InlineData("OMPI_COMM_WORLD_SIZE=4", "OpenMpi 4")]
    [InlineData("PMI_SIZE=2", "Mpich 2")]
    [InlineData("OMPI_COMM_WORLD_SIZE=3 PMI_SIZE=1", "OpenMpi 3")]
    [InlineData("", "none")]
    [InlineData("PMI_SIZE=", "none")]
    [InlineData("PMI_SIZE=0", "none")]
    [InlineData("PMI_SIZE=-1", "none")]
    [InlineData("OMPI_COMM_WORLD_SIZE=many PMI_SIZE=2", "Mpich 2")]
    public void TheEnvironmentSaysWhoStartedHowMany(string environment, string expected)
    {
        string[][] pairs = [.. environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('='))];
        Dictionary<string, string> variables = pairs.ToDictionary(static pair => pair[0], static pair => pair[1]);
        var launcher = Launcher.Find(name => variables.GetValueOrDefault(name));
        Assert.Equal(expected, launcher is null ? "none" : FormattableString.Invariant($"{launcher.Flavor} {launcher.Size}"));
    }

    [Fact]
    public void ALauncherOfAnotherMpiIsToldWithBothNames()
    {
        var launcher = new Launcher(MpiFlavor.OpenMpi, 2, "OMPI_COMM_WORLD_SIZE");
        MpiException mistake = Assert.Throws<MpiException>(() => MpiSession.CheckLauncher("MPICH 4.0.2 (libmpich.so.12)", launcher, 1));
        Assert.Contains("started 2 processes (OMPI_COMM_WORLD_SIZE), but MPICH 4.0.2 (libmpich.so.12) knows of 1", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("FASTOPT_MPI_LIBRARY", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void ALauncherThatAgreesOrIsUnknownIsFine(int? size) =>
        MpiSession.CheckLauncher("library", size is { } known ? new Launcher(MpiFlavor.Mpich, known, "PMI_SIZE") : null, 2);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void ADeadlineIsAboveZero(int seconds)
    {
        ArgumentOutOfRangeException mistake =
            Assert.Throws<ArgumentOutOfRangeException>(() => MpiCommunicator.Start(new MpiOptions { Deadline = TimeSpan.FromSeconds(seconds) }));
        Assert.Contains(FormattableString.Invariant($"Deadline is {seconds} s"), mistake.Message, StringComparison.Ordinal);
    }
}
