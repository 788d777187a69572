namespace FastOpt.Members.Tests;

/// <summary>What convolutional networks keep, and what they say of themselves.</summary>
[Collection(nameof(Alone))]
public sealed class WindowStateTests
{
    /// <summary>Names and shapes are PyTorch's: [filters, channels of a group, height, width].</summary>
    [Fact]
    public void TensorsHavePyTorchsNamesAndShapes()
    {
        (string, int[], TensorRole)[] expected =
        [
            ("conv1.weight", [5, 2, 3, 3], TensorRole.Parameter),
            ("batchnorm1.weight", [5], TensorRole.Parameter), ("batchnorm1.bias", [5], TensorRole.Parameter),
            ("conv2.weight", [4, 5, 2, 2], TensorRole.Parameter), ("conv2.bias", [4], TensorRole.Parameter),
            ("conv3.weight", [3, 4, 1, 1], TensorRole.Parameter), ("conv3.bias", [3], TensorRole.Parameter),
            ("batchnorm1.running_mean", [5], TensorRole.Buffer), ("batchnorm1.running_var", [5], TensorRole.Buffer),
            ("optimizer.momentum.conv1.weight", [5, 2, 3, 3], TensorRole.OptimizerState),
        ];
        TensorInfo[] tensors = Images.Tensors.ToArray();
        foreach ((string name, int[] shape, TensorRole role) in expected)
        {
            TensorInfo tensor = tensors.Single(tensor => tensor.Name == name);
            Assert.Equal(shape, tensor.Shape.ToArray());
            Assert.Equal(role, tensor.Role);
        }

        string[] trained = ["conv1.weight", "batchnorm1.weight", "batchnorm1.bias", "conv3.weight", "conv3.bias"];
        Assert.Equal(trained.SelectMany(static name => new[] { $"optimizer.momentum.{name}", $"optimizer.variance.{name}" }).Order(StringComparer.Ordinal),
            tensors.Where(static tensor => tensor.Role == TensorRole.OptimizerState).Select(static tensor => tensor.Name).Order(StringComparer.Ordinal));
        Assert.Equal([6, 2, 3], GroupedSignal.Tensors[0].Shape.ToArray());
        Assert.Equal([2, 6, 2], GroupedSignal.Tensors[2].Shape.ToArray());
    }

    [Fact]
    public void TheSummaryDescribesWindows()
    {
        Assert.Equal(
            ["Conv2D 5 of 3×3, padding 1 without bias", "BatchNorm", "Relu", "MaxPool2D 2×2", "Conv2D 4 of 2×2, frozen", "Dropout(Rate = 0.2)", "Tanh", "Conv2D 3 of 1×1", "GlobalAveragePool"],
            Images.Summary.Layers.Select(static layer => layer.Description));
        Assert.Equal(["Conv1D 6 of 3, stride 2, groups 2", "Tanh", "AveragePool1D 2", "Conv1D 2 of 2", "Flatten"],
            GroupedSignal.Summary.Layers.Select(static layer => layer.Description));
        Assert.Equal("Conv2D 3 of 3×3, stride 2, padding 0×1 before and 1 behind", SameBorders.Summary.Layers[0].Description);
        Assert.Equal("Conv2D 3 of 3×3, stride 2, padding 1", PaddedBorders.Summary.Layers[0].Description);
        Assert.Equal("Conv2D 3 of 2×2, padding 0 before and 1 behind", SameBehind.Summary.Layers[0].Description);
        Assert.Equal("MaxPool2D 2×3", SideBySide.Summary.Layers[1].Description);
        Assert.Equal("MaxPool2D 2×3, stride 3", RowsBetween.Summary.Layers[1].Description);
        Assert.Contains("  conv1                2×5×6 → 5×5×6           90          10,800   conv1", Images.Summary.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "gradients stored, for batches are accumulated and ClipNorm takes their norm and windows sum them in an order of their own; ClipNorm, Adam pass over them\n",
            Images.Summary.ToString(), StringComparison.Ordinal);
        const string OfWindows = "gradients stored, for windows sum them in an order of their own; Sgd passes over them\n";
        Assert.Contains(OfWindows, SameBorders.Summary.ToString(), StringComparison.Ordinal);

        // What is frozen sums nothing.
        Assert.Contains("gradients none: Sgd runs inside the kernels that make them\n", FrozenFeatures.Summary.ToString(), StringComparison.Ordinal);

        // Multiplications and additions: 30 positions of 5 filters over 18 terms, 2 of 4 over 20, and 2 of 3 over 4; a frozen layer has no weight gradient, the first no input gradient.
        (long first, long second, long third) = (2L * 30 * 5 * 18, 2L * 2 * 4 * 20, 2L * 2 * 3 * 4);
        Assert.Equal((2 * first) + (2 * second) + (3 * third), Images.Summary.FlopsPerExample);
    }

    [Fact]
    public void AStateOfOtherWindowsIsRefused()
    {
        Refuses<SameBorders, PaddedBorders>("Conv2D 3 of 3×3, stride 2, padding");
        Refuses<SameBehind, NoBorders>("Conv2D 3 of 2×2");
        Refuses<SideBySide, RowsBetween>("MaxPool2D 2×3");
        Refuses<SideBySide, MeansBesideOneAnother>("AveragePool2D 2×3");

        static void Refuses<TOne, TOther>(string named)
            where TOne : class, INetwork<TOne, float>
            where TOther : class, INetwork<TOther, float>
        {
            TOne one = TOne.Create(Run.Batch);
            TOther other = TOther.Create(Run.Batch, seed: 9);
            Assert.Equal(TOne.ParameterCount, TOther.ParameterCount);
            byte[] state = Run.State<TOne, float>(one);
            string before = Run.Hash<TOther, float>(other);
            Assert.Contains(named, Assert.Throws<ArgumentException>("state", () => other.LoadState(state)).Message, StringComparison.Ordinal);
            Assert.Equal(before, Run.Hash<TOther, float>(other));
        }
    }

    [Fact]
    public void ACloneGoesOnAsTheOriginal()
    {
        var network = new Images(Run.Batch, seed: 4, threads: 2);
        for (int step = 0; step < 10; step++)
            Run.Step<Images, int>(network, step);
        Images clone = network.Clone();
        Assert.Equal(Run.Hash(network), Run.Hash(clone));
        for (int step = 10; step < 25; step++)
            Run.Step<Images, int>(clone, step);
        Assert.NotEqual(network.ParametersOf(), clone.ParametersOf());
        for (int step = 10; step < 25; step++)
            Run.Step<Images, int>(network, step);
        Assert.Equal(Run.Hash(network), Run.Hash(clone));
    }
}
