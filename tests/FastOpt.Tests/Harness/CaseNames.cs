using FastOpt.TestCases;

namespace FastOpt.Tests.Harness;

/// <summary>Theory data of the test networks.</summary>
public static class CaseNames
{
    /// <summary>The names of all cases; <see cref="NetworkCases.Named"/> finds them again.</summary>
    public static TheoryData<string> All => [.. NetworkCases.All.Select(network => network.Name)];
}
