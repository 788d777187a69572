using System.Globalization;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>
/// Each embedding that does not fit gives its diagnostic, which names the layer, the shape and the value, at the attribute, and nothing else.
/// </summary>
public sealed class EmbeddingDiagnosticTests
{
    [Theory]
    [InlineData("Network(5), Tanh, [|Embedding(7, 3)|]", "Embedding(7, 3) does not fit [5], which enters it: it reads the network's own inputs, so it is the first layer")]
    [InlineData("Network(5), Embedding(7, 3, First = 1), [|Embedding(9, 2, Columns = new[] { 3 })|]", "Embedding(9, 2) does not fit [7], which enters it: it reads")]
    [InlineData("Network(5), Dense(4), Tanh, Mark(\"a\"), Dense(4), Tanh, Mark(\"b\"), From(\"a\"), [|Embedding(7, 3)|], Dense(4), Add(\"b\")", "it reads the network's own inputs")]
    [InlineData("Network(2, 5), [|Embedding(7, 3)|]", "Embedding(7, 3) does not fit [2, 5], which enters it: it takes inputs without channels")]
    [InlineData("Network(5), [|Embedding(0, 3)|]", "count and size are 1 to 1048576")]
    [InlineData("Network(5), [|Embedding(7, -1)|]", "count and size are 1 to 1048576")]
    [InlineData("Network(5), [|Embedding(7, 3, First = 6)|]", "First is 6, but it is 1 to 5")]
    [InlineData("Network(5), [|Embedding(7, 3, First = 0)|]", "First is 0, but it is 1 to 5")]
    [InlineData("Network(5), [|Embedding(7, 3, Columns = new[] { 5 })|]", "Columns has 5, but inputs are counted from 0 to 4")]
    [InlineData("Network(5), [|Embedding(7, 3, Columns = new[] { 0, -1 })|]", "Columns has -1, but inputs are counted from 0 to 4")]
    [InlineData("Network(5), [|Embedding(7, 3, Columns = new[] { 2, 0, 2 })|]", "Columns has 2 twice")]
    [InlineData("Network(5), [|Embedding(7, 3, Columns = new int[0])|]", "Columns is empty")]
    [InlineData("Network(5), [|Embedding(7, 3, First = 2, Columns = new[] { 0 })|]", "First and Columns both say which inputs are numbers of vectors")]
    public void DoNotFit(string layers, string expected) => AssertReported("FOPT0068", layers, expected);

    [Theory]
    [InlineData("Network(1024), [|Embedding(7, 4096)|]", "The size behind Embedding(7, 4096)")]
    [InlineData("Network(1), [|Embedding(1000000, 1000)|]", "The table of Embedding(1000000, 1000)")]
    public void AreTooLarge(string layers, string expected) => AssertReported("FOPT0004", layers, expected);

    private static void AssertReported(string id, string layers, string expected)
    {
        Diagnostic diagnostic = Marked.AssertReported(id, $"namespace Samples;\n[{layers}, Dense(3), SoftmaxCrossEntropy] public sealed partial class Net;");
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
