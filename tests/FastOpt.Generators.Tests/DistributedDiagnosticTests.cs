using System.Globalization;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What several processes cannot do together is said where the network asks for it.</summary>
public sealed class DistributedDiagnosticTests
{
    private const string Largest = """
        [Normalization(Over = Axis.Batch)]
        public readonly partial record struct Scaled { public static float Apply(float x, float maximum) => x / (1 + maximum); }

        """;

    [Theory]
    [InlineData("AccumulateGradients = true, Distributed = [|true|]", "", "AccumulateGradients = true adds up batches by itself")]
    [InlineData("Distributed = [|true|]", "Embedding(9, 2, Lazy = true), ", "embedding1 is lazy: only the vectors that were read")]
    [InlineData("Distributed = [|true|]", "Dense(5), Normalization<Scaled>, ", "scaled1.statistics has the largest or smallest value of the batch")]
    public void IsReported(string options, string layers, string expected)
    {
        string rule = layers.Contains("Scaled", StringComparison.Ordinal) ? Largest : "";
        string network = $"[Network(4, {options}), {layers}Dense(3), MeanSquaredError] public sealed partial class Net;";
        Diagnostic diagnostic = Marked.AssertReported("FOPT0027", $"using FastOpt;\nnamespace Samples;\n{rule}{network}");
        Assert.StartsWith("Net has Distributed = true, but ", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
