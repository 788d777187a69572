namespace FastOpt.Tests.Harness;

public static partial class NetworkCases
{
    /// <summary>The names of all cases, as theory data.</summary>
    public static TheoryData<string> Names => [.. All.Select(network => network.Name)];
}
