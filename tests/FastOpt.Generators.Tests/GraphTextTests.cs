using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What a network tells of its prediction program: one operation a line, and little text.</summary>
public sealed class GraphTextTests
{
    [Fact]
    public void EveryOperationIsALine()
    {
        string[] lines = Graph(
            "[Network(3, 8, 8), Conv2D(4, 3, Padding = 1, Stride = 2), BatchNorm, Dropout(0.5), Mark(\"a\"), MaxPool2D(3, Stride = 1, Padding = 1), Add(\"a\")]"
            + "[Conv2D(2, 2, Dilation = 2, Groups = 2, Bias = false), GroupNorm(2), Reshape(1, 2, 4), AveragePool2D(2), Dense(3), LeakyRelu(0.2), Huber, Adam]"
            + "public sealed partial class Net;");
        Assert.Equal(
        [
            "input x [3, 8, 8]",
            "conv1 [4, 4, 4] = convolution(x, conv1.weight, conv1.bias) of 3x8x8, window 3x3, step 2x2, padding 1 1 0 0",
            "batchnorm1 [4, 4, 4] = map(conv1, batchnorm1.running_mean, batchnorm1.running_var, batchnorm1.weight, batchnorm1.bias) BatchNorm: "
                + "{(engine::RuleFormula.Of(new fast::BatchNorm()))}",
            "maxpool1 [4, 4, 4] = maximum(batchnorm1) of 4x4x4, window 3x3, padding 1 1 1 1",
            "add1 [4, 4, 4] = add(maxpool1, batchnorm1)",
            "conv2 [2, 2, 2] = convolution(add1, conv2.weight) of 4x4x4, window 2x2, dilation 2x2, groups 2",
            "groupnorm1.statistics [2, 2] = statistics(conv2, mean, variance)",
            "groupnorm1 [2, 2, 2] = map(conv2, groupnorm1.statistics, groupnorm1.statistics, groupnorm1.weight, groupnorm1.bias) GroupNorm: "
                + "{(engine::RuleFormula.Of(new fast::GroupNorm(Groups: 2)))}",
            "averagepool1 [1, 1, 2] = average(groupnorm1) of 1x2x4, window 2x2, step 2x2",
            "dense1 [3] = product(averagepool1, dense1.weight, dense1.bias)",
            "leakyrelu1 [3] = map(dense1) LeakyRelu: {(engine::RuleFormula.Of(new fast::LeakyRelu(NegativeSlope: 0.2)))}",
            "output leakyrelu1 [3]",
        ], lines);
    }

    /// <summary>Every user's build compiles it: a network of three small layers has no more than 1 KB of it, in 30 lines.</summary>
    [Fact]
    public void ItIsLittleText()
    {
        string[] lines = Graph("[Network(784), Dense(256), Relu, Dense(128), Relu, Dense(10), SoftmaxCrossEntropy, Adam] public sealed partial class Net;");
        Assert.InRange(lines.Length, 5, 10);
        Assert.InRange(lines.Sum(static line => line.Length), 100, 700);
    }

    private static string[] Graph(string source)
    {
        string text = Generation.Run(source).AssertClean(documented: false)["Net.network.g.cs"];
        string start = "internal static string Graph => $\"\"\"\n";
        int begin = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        string[] lines = text[begin..text.IndexOf("\"\"\";", begin, StringComparison.Ordinal)].Split('\n');
        return [.. lines.Select(static line => line.Trim()).Where(static line => line.Length > 0)];
    }
}
