using FastOpt.Training;

namespace FastOpt.Cli.Data;

/// <summary>Reads the four files of MNIST, under their usual names, plain or with <c>.gz</c>.</summary>
internal static class DigitFiles
{
    /// <summary>Reads <c>train-images-idx3-ubyte</c> and <c>train-labels-idx1-ubyte</c>.</summary>
    public static DigitSet ReadTraining(string directory) => Digits(Idx.ReadTraining(directory, StrokeDigits.Side, StrokeDigits.Side));

    /// <summary>Reads <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>.</summary>
    public static DigitSet ReadTest(string directory) => Digits(Idx.ReadTest(directory, StrokeDigits.Side, StrokeDigits.Side));

    private static DigitSet Digits(DataSet<int> data) => new(data.Inputs.ToArray(), data.Targets.ToArray());
}
