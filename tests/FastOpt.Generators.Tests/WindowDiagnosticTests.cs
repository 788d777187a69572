using System.Globalization;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>
/// Each window that does not fit the shape that enters it gives its diagnostic, which names the layer, the shape and the value, at the attribute, and nothing
/// else.
/// </summary>
public sealed class WindowDiagnosticTests
{
    [Theory]
    [InlineData("Network(3, 8, 8), [|Conv2D(4, 9)|], Relu", "Conv2D(4, 9) does not fit [3, 8, 8], which enters it: the window sees 9 × 9 elements, and the padded image has 8 × 8")]
    [InlineData("Network(3, 8, 8), [|Conv2D(4, 3, Dilation = 4)|], Relu", "the window sees 9 × 9 elements, and the padded image has 8 × 8")]
    [InlineData("Network(3, 4, 8), [|Conv2D(4, 7, 3, Padding = 1)|], Relu", "the window sees 7 × 3 elements, and the padded image has 6 × 10")]
    [InlineData("Network(3, 8), [|Conv1D(4, 9)|], Relu", "the window sees 9 elements, and the padded signal has 8")]
    [InlineData("Network(3, 8, 8), [|Conv2D(4, 3, Groups = 2)|], Relu", "2 groups divide neither both 3 channels nor 4 filters evenly")]
    [InlineData("Network(4, 8, 8), [|Conv2D(6, 3, Groups = 4)|], Relu", "4 groups")]
    [InlineData("Network(3, 8, 8), [|Conv2D(4, 3, Same = true, Padding = 1)|], Relu", "Same chooses the padding, so Padding = 1 has no place beside it")]
    [InlineData("Network(3, 8, 8), [|Conv2D(0, 3)|], Relu", "filters is 0, but it is 1 to 1048576")]
    [InlineData("Network(3, 8, 8), [|Conv2D(4, 0)|], Relu", "the kernel's height is 0")]
    [InlineData("Network(3, 8, 8), [|Conv2D(4, 3, -1)|], Relu", "the kernel's width is -1")]
    [InlineData("Network(3, 8, 8), [|Conv2D(4, 3, Stride = 0)|], Relu", "Stride is 0")]
    [InlineData("Network(3, 8, 8), [|Conv2D(4, 3, Padding = -1)|], Relu", "Padding is -1")]
    [InlineData("Network(3, 8, 8), [|Conv2D(4, 3, Dilation = 0)|], Relu", "Dilation is 0")]
    [InlineData("Network(3, 8, 8), [|Conv1D(4, 3)|], Relu", "Conv1D(4, 3) does not fit [3, 8, 8], which enters it: it takes [channels, length]")]
    [InlineData("Network(64), [|Conv2D(4, 3)|], Relu", "Conv2D(4, 3) does not fit [64], which enters it: it takes [channels, height, width]")]
    [InlineData("Network(3, 8, 8), [|MaxPool2D(9)|]", "MaxPool2D(9) does not fit [3, 8, 8]")]
    [InlineData("Network(3, 8, 8), [|MaxPool2D(2, Padding = 2)|]", "Padding = 2 is more than half of the window")]
    [InlineData("Network(3, 8, 8), [|AveragePool2D(0)|]", "the window's height is 0")]
    [InlineData("Network(3, 8), [|AveragePool1D(2, Stride = -1)|]", "Stride is -1")]
    [InlineData("Network(3, 8), [|MaxPool2D(2)|]", "it takes [channels, height, width]")]
    [InlineData("Network(24), [|GlobalAveragePool|]", "it takes [channels, length] or [channels, height, width]")]
    [InlineData("Network(24), [|Reshape(5, 5)|]", "Reshape(5, 5) does not fit [24], which enters it: it has 25 elements, and 24 enter")]
    [InlineData("Network(24), [|Reshape(-4, -6)|]", "extents are at least 1")]
    public void DoNotFit(string layers, string expected) => AssertReported("FOPT0068", layers, expected);

    [Theory]
    [InlineData("Network(64, 100, 100), [|Conv2D(256, 3)|], Relu", "The size behind Conv2D(256, 3)")]
    [InlineData("Network(1, 100), [|Conv1D(4, 3, Padding = 1000000)|], Relu", "The size behind Conv1D(4, 3)")]
    [InlineData("Network(1, 28, 28), [|Conv2D(32, 513, Dilation = 1048576, Same = true)|], Relu", "What Conv2D(32, 513) sees of an image is ")]
    [InlineData("Network(4096, 4, 4), [|Conv2D(4096, 3)|], Relu", "The number of weights of Conv2D(4096, 3) is 150994944, but sizes are 1 to 67108864")]
    public void AreTooLarge(string layers, string expected) => AssertReported("FOPT0004", layers, expected);

    /// <summary>Weights are counted as they are: in groups, without the gaps of a dilation; a pool has none.</summary>
    [Theory]
    [InlineData("Network(2048, 7, 7), GlobalAveragePool")]
    [InlineData("Network(512, 8, 8), Conv2D(512, 3, Dilation = 8, Padding = 8)")]
    [InlineData("Network(1536, 7, 7), Conv2D(1536, 7, Padding = 3, Groups = 1536)")]
    [InlineData("Network(512, 520), Conv1D(512, 2, Dilation = 512)")]
    public void LargeOnesFit(string layers) =>
        Generation.Run($"[{layers}, Tanh, Dense(3), SoftmaxCrossEntropy] public sealed partial class Net;").AssertClean(documented: false);

    private static void AssertReported(string id, string layers, string expected)
    {
        Diagnostic diagnostic = Marked.AssertReported(id, $"namespace Samples;\n[{layers}, Dense(3), SoftmaxCrossEntropy] public sealed partial class Net;");
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
