namespace FastOpt.Members.Tests;

/// <summary>The summary says what the backward pass reads, and nothing of a layer behind which nothing learns.</summary>
public sealed class KeptForBackwardTests
{
    /// <summary>
    /// The issue's own: nothing is kept of a frozen Dense and its Silu but what the next layer's weights are learned from, and of two of them nothing at all.
    /// </summary>
    [Fact]
    public void OfFrozenLayersNothingIsKeptButWhatOthersLearnFrom()
    {
        Assert.Equal("–", KeptOf(FrozenPair.Summary, "dense1"));
        Assert.Equal("silu2 [batch, 6]", KeptOf(FrozenPair.Summary, "dense2"));
        Assert.Equal(["dense3 [batch, 5]", "silu3 [batch, 5]"], KeptOf(FrozenPair.Summary, "dense3").Replace("], ", "]|", StringComparison.Ordinal).Split('|').Order(StringComparer.Ordinal));
        Assert.Equal("–", KeptOf(FrozenPair.Summary, "dense4"));
    }

    [Fact]
    public void AFrozenLayerOfAnyKindKeepsNothing()
    {
        Assert.Equal("–", KeptOf(FrozenWindows.Summary, "conv1"));
        Assert.Equal("–", KeptOf(FrozenWindows.Summary, "maxpool1"));
        Assert.Equal("–", KeptOf(FrozenTable.Summary, "embedding1"));
        Assert.Equal("–", KeptOf(FrozenTable.Summary, "dense1"));
        Assert.Equal("–", KeptOf(FrozenBranch.Summary, "dense1"));
        Assert.Equal("–", KeptOf(FrozenSignal.Summary, "conv1"));
        Assert.Equal("–", KeptOf(FrozenMean.Summary, "conv1"));
        Assert.Equal("–", KeptOf(FrozenCurved.Summary, "dense1"));
    }

    /// <summary>What trains above a frozen layer keeps what it kept.</summary>
    [Fact]
    public void WhatTrainsKeepsItsRows()
    {
        Assert.Equal("–", KeptOf(FrozenThenNormalized.Summary, "dropout1"));
        Assert.Contains("dense1", KeptOf(FrozenThenNormalized.Summary, "dense1"), StringComparison.Ordinal);
        Assert.Contains("batchnorm1", KeptOf(FrozenThenNormalized.Summary, "batchnorm1"), StringComparison.Ordinal);
    }

    [Fact]
    public void NoSummarySpeaksOfInputs() => Assert.All(
        new[] { FrozenPair.Summary, FrozenWindows.Summary, FrozenTable.Summary, FrozenBranch.Summary, FrozenThenNormalized.Summary, FrozenSignal.Summary, FrozenMean.Summary, FrozenCurved.Summary, Classifier.Summary },
        static summary => Assert.DoesNotContain("and input", summary.ToString(), StringComparison.Ordinal));

    private static string KeptOf(NetworkSummary summary, string name) => summary.Layers.Single(layer => layer.Name == name).KeptForBackward;
}

/// <summary>Two frozen layers below two that train.</summary>
[Network(4), Dense(8, Frozen = true), Silu, Dense(6, Frozen = true), Silu, Dense(5), Silu, Dense(2), MeanSquaredError]
public sealed partial class FrozenPair;

/// <summary>Frozen filters.</summary>
[Network(1, 6, 6), Conv2D(4, 3, Frozen = true), Silu, MaxPool2D(2), Conv2D(4, 2, Frozen = true), Tanh, Dense(3), SoftmaxCrossEntropy]
public sealed partial class FrozenWindows;

/// <summary>A frozen table.</summary>
[Network(4), Embedding(9, 3, Frozen = true), Dense(5, Frozen = true), Gelu, Dense(4, Frozen = true), Tanh, Dense(2), MeanSquaredError]
public sealed partial class FrozenTable;

/// <summary>A frozen branch that is joined.</summary>
[Network(4), Mark("in"), Dense(4, Frozen = true), Silu, Add("in"), Dense(2), MeanSquaredError]
public sealed partial class FrozenBranch;

/// <summary>A trained normalization above a frozen layer.</summary>
[Network(4), Dropout(0.25), Dense(8, Frozen = true), BatchNorm, Relu, Dense(2), MeanSquaredError]
public sealed partial class FrozenThenNormalized;

/// <summary>Frozen filters of a signal.</summary>
[Network(1, 12), Conv1D(3, 3, Frozen = true), Tanh, Dense(4, Frozen = true), Silu, Dense(2), MeanSquaredError]
public sealed partial class FrozenSignal;

/// <summary>Frozen filters behind a mean.</summary>
[Network(1, 8, 8), AveragePool2D(2), Conv2D(3, 2, Frozen = true), Relu, Dense(5, Frozen = true), Tanh, Dense(2), SoftmaxCrossEntropy]
public sealed partial class FrozenMean;

/// <summary>Frozen layers of a network with curvature.</summary>
[Network(4, Curvature = true), Dense(6, Frozen = true), Tanh, Dense(5, Frozen = true), Tanh, Dense(1), MeanSquaredError]
public sealed partial class FrozenCurved;
