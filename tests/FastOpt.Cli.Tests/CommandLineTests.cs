using FastOpt.Cli.Commands;

namespace FastOpt.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--batch", "0", "--batch takes an integer from 1 to 65536, not '0'")]
    [InlineData("--batch", "-1", "--batch takes")]
    [InlineData("--batch", "1.5", "--batch takes")]
    [InlineData("--batch", "99999999999", "--batch takes")]
    [InlineData("--epochs", "-2", "--epochs takes an integer from 1")]
    [InlineData("--epochs", "0", "--epochs takes")]
    [InlineData("--epochs", "ten", "--epochs takes")]
    [InlineData("--learning-rate", "0", "--learning-rate takes a finite number greater than 0, not '0'")]
    [InlineData("--learning-rate", "-0.1", "--learning-rate takes")]
    [InlineData("--learning-rate", "NaN", "--learning-rate takes")]
    [InlineData("--learning-rate", "Infinity", "--learning-rate takes")]
    [InlineData("--learning-rate", "1e400", "--learning-rate takes")]
    [InlineData("--learning-rate", "0,1", "--learning-rate takes")]
    [InlineData("--learning-rate", "", "--learning-rate takes")]
    [InlineData("--seed", "-1", "--seed takes an integer from 0")]
    [InlineData("--seed", "x", "--seed takes")]
    [InlineData("--threads", "0", "--threads takes an integer from 1")]
    [InlineData("--patience", "0", "--patience takes an integer from 1")]
    public void Bad_values_are_explained(string option, string value, string message)
    {
        (int code, string output, string error) = Run("train", "digits", option, value);
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.StartsWith($"fastopt: {message}", error);
        Assert.Equal("See 'fastopt train digits --help'.", error.Split('\n')[1]);
    }

    [Theory]
    [InlineData("fastopt: 'fastopt' needs a command: train, new, race, info, playground")]
    [InlineData("fastopt: 'fastopt train' needs a command: digits, digits-cnn, iris, housing", "train")]
    [InlineData("fastopt: 'fastopt info' needs a command: digits, digits-cnn, iris, housing", "info")]
    [InlineData("fastopt: 'fastopt' does not know 'fly', only: train, new, race, info, playground", "fly")]
    [InlineData("fastopt: 'fastopt train' does not know 'letters', only: digits, digits-cnn, iris, housing", "train", "letters")]
    [InlineData("fastopt: Unrecognized command or argument '--bacth'.", "train", "digits", "--bacth")]
    [InlineData("fastopt: Unrecognized command or argument 'more'.", "info", "digits", "more")]
    [InlineData("fastopt: Required argument missing for option: '--data'.", "train", "digits", "--data")]
    public void Wrong_commands_are_explained(string message, params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.StartsWith(message + "\n", error);
    }

    [Theory]
    [InlineData("train", "--help")]
    [InlineData("train", "train", "-h")]
    [InlineData("--epochs", "train", "digits", "--help")]
    [InlineData("[default: 64]", "train", "digits", "--help")]
    [InlineData("[default: 64]", "train", "digits-cnn", "--help")]
    [InlineData("LeNet-5", "train", "digits-cnn", "--help")]
    [InlineData("--export", "train", "iris", "--help")]
    [InlineData("housing.csv", "train", "housing", "--help")]
    [InlineData("digits", "info", "--help")]
    [InlineData("digits-cnn", "info", "--help")]
    [InlineData("fastopt info digits", "info", "digits", "--help")]
    public void Help_is_everywhere(string mention, params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        Assert.Equal(0, code);
        Assert.Contains(mention, output);
        Assert.Empty(error);
    }

    [Fact]
    public void Version_is_told()
    {
        (int code, string output, _) = Run("--version");
        Assert.Equal(0, code);
        Assert.NotEmpty(output.Trim());
    }

    [Fact]
    public void Each_model_takes_the_same_options()
    {
        (int code, string output, string error) = Run("train", "digits-cnn", "--batch", "0");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("fastopt: --batch takes an integer from 1 to 65536, not '0'\nSee 'fastopt train digits-cnn --help'.", error);
    }

    [Fact]
    public void Unusable_data_is_one_line_and_exit_code_1()
    {
        using var directory = new TemporaryDirectory();
        string images = directory.Write("train-images-idx3-ubyte", [0, 0, 8]);
        directory.Write("train-labels-idx1-ubyte", IdxBytes.Labels(1));
        (int code, string output, string error) = Run("train", "digits", "--data", directory.Path);
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Equal($"fastopt: {images}: truncated: 3 of the magic number's 4 bytes\n", error);
    }

    [Fact]
    public void Info_describes_the_model()
    {
        (int code, string output, string error) = Run("info", "digits");
        Assert.Equal(0, code);
        Assert.Empty(error);
        foreach (string mention in new[] { "DigitClassifier", "101,770", "784", "Adam", "SoftmaxCrossEntropy", "parameters", "FLOPs", "instruction set", FastOptInfo.InstructionSet })
            Assert.Contains(mention, output);
    }

    [Fact]
    public void Info_describes_the_convolutions()
    {
        (int code, string output, string error) = Run("info", "digits-cnn");
        Assert.Equal((0, ""), (code, error));
        // LeNet-5 has 61,706 parameters: 156 + 2,416 + 48,120 + 10,164 + 850.
        foreach (string mention in new[] { "ConvolutionalDigitClassifier", "61,706", "conv1", "156", "conv2", "2,416", "maxpool2", "48,120" })
            Assert.Contains(mention, output);
    }

    internal static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
