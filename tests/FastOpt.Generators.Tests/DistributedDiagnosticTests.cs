using System.Globalization;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What several processes cannot do together is said where the network asks for it.</summary>
public sealed class DistributedDiagnosticTests
{
    private const string Largest =
        "[Normalization(Over = Axis.Batch)] public readonly partial record struct Scaled { public static float Apply(float x, float maximum) => x / (1 + maximum); }\n";

    [Theory]
    [InlineData("[Network(4, AccumulateGradients = true, Distributed = [|true|]), Dense(3), MeanSquaredError]", "AccumulateGradients = true adds up batches by itself")]
    [InlineData("[Network(4, Distributed = [|true|]), Embedding(9, 2, Lazy = true), Dense(3), MeanSquaredError]", "embedding1 is lazy: only the vectors that were read")]
    [InlineData("[Network(4, Distributed = [|true|]), Dense(5), Normalization<Scaled>, Dense(3), MeanSquaredError]", "scaled1.statistics has the largest or smallest value of the batch")]
    public void IsReported(string network, string expected)
    {
        string rule = network.Contains("Scaled", StringComparison.Ordinal) ? Largest : "";
        Diagnostic diagnostic = Marked.AssertReported("FOPT0027", $"using FastOpt;\nnamespace Samples;\n{rule}{network} public sealed partial class Net;");
        Assert.StartsWith("Net has Distributed = true, but ", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
