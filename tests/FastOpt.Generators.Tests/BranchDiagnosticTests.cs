using System.Globalization;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Each mistake in marks, joins, blocks and normalizations gives its diagnostic, at the attribute that is wrong, and nothing else.</summary>
public sealed class BranchDiagnosticTests
{
    private const string Network = " public sealed partial class Net;";

    [Theory]
    [InlineData("FOPT0060", "[Network(8), Dense(8), Relu, [|Add(\"in\")|], Dense(3), SoftmaxCrossEntropy]",
        "Add, which stands at [8], names \"in\", but nothing is marked in front of it; write [Mark(\"in\")] where the value stands")]
    [InlineData("FOPT0060", "[Network(8), Mark(\"a\"), Dense(6), Mark(\"b\"), [|From(\"c\")|], Concat(\"a\"), Concat(\"b\"), Dense(3), Huber]",
        "From, which stands at [6], names \"c\", but marked in front of it: \"a\" [8], \"b\" [6]")]
    [InlineData("FOPT0061", "[Network(8), Mark(\"in\"), Dense(16), Relu, [|Mark(\"in\")|], Dense(8), Add(\"in\"), SoftmaxCrossEntropy]",
        "\"in\" marks a value of [8] already, and cannot mark this one of [16], too")]
    [InlineData("FOPT0062", "[Network(8), Mark(\"in\"), Dense(16), [|Add(\"in\")|], Relu, Dense(3), SoftmaxCrossEntropy]",
        "Add(\"in\") joins [8] with [16], which stands here, but both must have one shape")]
    [InlineData("FOPT0062", "[Network(3, 2, 2), Mark(\"in\"), Dense(12), [|Multiply(\"in\")|], Relu, Dense(3), SoftmaxCrossEntropy]",
        "Multiply(\"in\") joins [3, 2, 2] with [12]")]
    [InlineData("FOPT0062", "[Network(3, 2, 2), Mark(\"in\"), Dense(12), [|Concat(\"in\")|], Relu, Dense(3), SoftmaxCrossEntropy]",
        "all extents behind the channels must be equal")]
    [InlineData("FOPT0063", "[Network(8), [|Mark(\"in\")|], Dense(16), Relu, Dense(3), SoftmaxCrossEntropy]",
        "\"in\" marks a value of [8], but no From, Add, Multiply or Concat behind it names it")]
    [InlineData("FOPT0064", "[Network(8), Mark(\"in\"), Dense(16), Relu, [|From(\"in\")|], Dense(3), SoftmaxCrossEntropy]",
        "relu1 makes [16], which nothing uses, for From(\"in\") goes on with [8]")]
    [InlineData("FOPT0066", "[Network(8), Dense(16), [|InstanceNorm|], Relu, Dense(3), SoftmaxCrossEntropy]",
        "InstanceNorm takes its statistics over the positions of each channel, but [16] has one position for each")]
    [InlineData("FOPT0067", "[Network(8), Dense(16), [|GroupNorm(3)|], Relu, Dense(3), SoftmaxCrossEntropy]",
        "GroupNorm has Groups = 3, but the 16 channels of [16] cannot be divided")]
    [InlineData("FOPT0067", "[Network(6, 4, 4), [|GroupNorm(4)|], Dense(3), SoftmaxCrossEntropy]",
        "the 6 channels of [6, 4, 4]")]
    public void MistakesInANetwork(string id, string attributes, string expected) => AssertReported(id, attributes + Network, expected);

    /// <summary>A block is read where a network lays it: what is wrong inside stands at the block's own attribute.</summary>
    [Theory]
    [InlineData("FOPT0060", "[Block, Dense(8), Relu, [|Multiply(\"in\")|]]", "Mark(\"in\"), Stack<Part>, Add(\"in\")", "nothing is marked in front of it")]
    [InlineData("FOPT0063", "[Block, Dense(8), [|Mark(\"late\")|], Relu]", "Stack<Part>", "\"late\" marks a value of [8]")]
    [InlineData("FOPT0065", "[Block, Dense(8), Relu]", "[|Stack<Part>(Times = 0)|]", "Stack<Part> cannot be laid: Times is 0, but it must be at least 1")]
    [InlineData("FOPT0065", "[Block, Dense(8), Relu]", "[|Stack<Part>(Times = 5001)|]", "more than 10000 layers")]
    [InlineData("FOPT0065", "", "[|Stack<Part>|]", "Part is not marked [Block]")]
    [InlineData("FOPT0065", "[Block]", "[|Stack<Part>|]", "Part has no layers")]
    [InlineData("FOPT0065", "[Block, Dense(8), Relu, [|Stack<Part>|]]", "Stack<Part>", "Part stands within itself")]
    public void MistakesInABlock(string id, string block, string layers, string expected) =>
        AssertReported(id, $"{block} public partial class Part; [Network(8), {layers}, Dense(3), SoftmaxCrossEntropy]{Network}", expected);

    [Theory]
    [InlineData("[Network(8), Mark(\"in\"), Dense(8), Relu, Add(\"in\"), Multiply(\"in\"), Concat(\"in\"), Dense(3), Huber]")]
    [InlineData("[Network(8), Mark(\"in\"), Dense(16), Relu, Mark(\"gate\"), From(\"in\"), Dense(16), Tanh, Multiply(\"gate\"), Dense(3), Huber]")]
    [InlineData("[Network(3, 4, 4), Mark(\"in\"), InstanceNorm, Concat(\"in\"), GroupNorm(2), Dense(3), Huber]")]
    public void WhatFitsIsNotReported(string attributes) => Assert.Empty(Generation.Run("namespace Samples;\n" + attributes + Network).Diagnostics);

    private static void AssertReported(string id, string source, string expected)
    {
        Diagnostic diagnostic = Marked.AssertReported(id, "namespace Samples;\n" + source);
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
