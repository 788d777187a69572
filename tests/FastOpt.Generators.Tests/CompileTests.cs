using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Generated code compiles without a warning, documentation included.</summary>
public sealed class CompileTests
{
    public static TheoryData<string> Sources => [Samples.Lion, Samples.Momentum, Samples.Mish, Samples.LogCosh, Samples.Curves];

    [Theory]
    [MemberData(nameof(Sources))]
    public void SamplesCompileWithoutAWarning(string source) => Generation.Load(source);
}
