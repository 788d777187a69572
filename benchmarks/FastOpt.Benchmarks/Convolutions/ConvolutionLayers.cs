namespace FastOpt.Benchmarks.Convolutions;

/// <summary>The convolutions of the networks that `steps` has, and one of 16 channels.</summary>
internal static class ConvolutionLayers
{
    public static IReadOnlyList<ConvolutionLayer> All { get; } =
    [
        new("LeNet-5, first", 64, 1, 28, 28, 6, 5, 5, 2, Pool: true),
        new("LeNet-5, second", 64, 6, 14, 14, 16, 5, 5, 0, Pool: true),
        new("small VGG, first", 32, 3, 32, 32, 32, 3, 3, 1, Pool: false),
        new("small VGG, second", 32, 32, 32, 32, 32, 3, 3, 1, Pool: true),
        new("small VGG, third", 32, 32, 16, 16, 64, 3, 3, 1, Pool: false),
        new("small VGG, fourth", 32, 64, 16, 16, 64, 3, 3, 1, Pool: true),
        new("1-D convolutions, first", 32, 1, 1, 128, 16, 1, 5, 2, Pool: false),
        new("1-D convolutions, second", 32, 16, 1, 128, 32, 1, 5, 2, Pool: false),
        new("16 channels", 32, 16, 28, 28, 16, 3, 3, 1, Pool: true),
    ];
}
