using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FastOpt.Training;

namespace FastOpt.Cli.Tests;

/// <summary>What a training leaves behind: weights, graph, report, events, checkpoints.</summary>
public sealed class HandOverTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void All_results_are_written_where_they_were_asked_for()
    {
        (string weights, string graph, string report, string log) = (In("made/iris.safetensors"), In("iris.onnx"), In("report.html"), In("events"));
        string output = Train("--epochs", "5", "--save", weights, "--export", graph, "--report", report, "--log", log);
        foreach (string path in new[] { weights, graph, report, log })
            Assert.Contains(path, output);
        Assert.Contains("virginica", File.ReadAllText(report));
        Assert.Contains("default-src 'none'", File.ReadAllText(report));
        Assert.Single(Directory.GetFiles(log));
        Assert.Equal(0x08, File.ReadAllBytes(graph)[0]); // ir_version, the first field of an ONNX model
    }

    [Fact]
    public void Saved_weights_have_PyTorchs_names_and_shapes()
    {
        string path = In("iris.safetensors");
        Train("--epochs", "1", "--save", path);
        byte[] bytes = File.ReadAllBytes(path);
        int length = (int)BitConverter.ToInt64(bytes);
        using JsonDocument header = JsonDocument.Parse(Encoding.UTF8.GetString(bytes, 8, length));
        Dictionary<string, string> shapes = header.RootElement.EnumerateObject().Where(static entry => entry.Name != "__metadata__")
            .ToDictionary(static entry => entry.Name, static entry => entry.Value.GetProperty("shape").GetRawText());
        Assert.Equal(4, shapes.Count);
        Assert.Equal(("[16,4]", "[16]", "[3,16]", "[3]"), (shapes["dense1.weight"], shapes["dense1.bias"], shapes["dense2.weight"], shapes["dense2.bias"]));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void A_training_that_goes_on_ends_with_the_bytes_of_one_that_was_not_cut(string threads)
    {
        string whole = Train("--epochs", "6", "--save", In("whole"));
        Train("--epochs", "2", "--checkpoint", In("checkpoints"), "--threads", threads);
        string output = Train("--epochs", "6", "--checkpoint", In("checkpoints"), "--resume", "--save", In("resumed"));
        Assert.Contains("goes on from", output);
        Assert.Equal(File.ReadAllBytes(In("whole")), File.ReadAllBytes(In("resumed")));

        // Steps and time are those of the whole run, and so is the time of a step.
        Assert.Equal(StepsOf(whole), StepsOf(output));
    }

    [Fact]
    public void Without_a_checkpoint_it_starts_anew_and_says_so()
    {
        string output = Train("--epochs", "1", "--checkpoint", In("none"), "--resume");
        Assert.Contains("starts anew", output);
    }

    [Fact]
    public void A_damaged_checkpoint_is_passed_over_and_named()
    {
        Train("--epochs", "3", "--checkpoint", In("checkpoints"));
        string newest = Directory.GetFiles(In("checkpoints"), "checkpoint-*").Max()!;
        byte[] bytes = File.ReadAllBytes(newest);
        bytes[^1] ^= 1;
        File.WriteAllBytes(newest, bytes);
        string output = Train("--epochs", "4", "--checkpoint", In("checkpoints"), "--resume");
        Assert.Contains(Path.GetFileName(newest), output);
        Assert.Contains("goes on from", output);
    }

    [Fact]
    public void Damaged_checkpoints_alone_are_one_error()
    {
        Directory.CreateDirectory(In("checkpoints"));
        File.WriteAllBytes(Path.Combine(In("checkpoints"), "checkpoint-000000010.safetensors"), [1, 2, 3]);
        Refused("has no checkpoint that is whole", "--epochs", "4", "--checkpoint", In("checkpoints"), "--resume");
    }

    [Fact]
    public void Checkpoints_of_another_training_are_refused_by_name()
    {
        Train("--epochs", "2", "--checkpoint", In("checkpoints"));
        Refused("seed", "--epochs", "4", "--checkpoint", In("checkpoints"), "--resume", "--seed", "5");
        Refused("--resume goes on with it", "--epochs", "4", "--checkpoint", In("checkpoints"));
    }

    [Fact]
    public void Resuming_needs_to_know_where()
    {
        (int code, string output, string error) = CommandLineTests.Run("train", "iris", "--resume");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("fastopt: --resume needs --checkpoint DIR", error);
    }

    [Theory]
    [InlineData("--save")]
    [InlineData("--export")]
    [InlineData("--report")]
    public void A_name_that_is_a_folders_is_refused_before_the_training(string option) =>
        Refused($"{option}: '{_directory.Path}' is no name of a file", option, _directory.Path);

    [Fact]
    public void A_name_that_ends_as_a_folders_is_refused_before_the_training() =>
        Refused($"--save: '{In("new/")}' is no name of a file", "--save", In("new/"));

    [Theory]
    [InlineData("--save")]
    [InlineData("--log")]
    [InlineData("--checkpoint")]
    public void A_folder_that_cannot_be_made_is_refused_before_the_training(string option)
    {
        string file = _directory.Write("file", [1]);
        Refused($"{option}: the folder", option, Path.Combine(file, "below", "result"));
    }

    [Fact]
    public void A_graph_takes_pixels_in_their_shape()
    {
        using var digits = new TemporaryDirectory();
        IdxBytes.WriteDataSet(digits, 60, 20, compressed: false);
        foreach ((string model, string[] shape) in new[] { ("digits", new[] { "784" }), ("digits-cnn", ["1", "28", "28"]) })
        {
            string path = In(model + ".onnx");
            (int code, _, string error) = CommandLineTests.Run("train", model, "--data", digits.Path, "--epochs", "1", "--export", path);
            Assert.Equal((0, ""), (code, error));
            Assert.Equal(["batch", .. shape], OnnxInput.Shape(File.ReadAllBytes(path)));
        }
    }

    private string In(string name) => Path.Combine(_directory.Path, name);

    private static string Train(params string[] arguments)
    {
        (int code, string output, string error) = CommandLineTests.Run(["train", "iris", .. arguments]);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    private static void Refused(string message, params string[] arguments)
    {
        (int code, string output, string error) = CommandLineTests.Run(["train", "iris", .. arguments]);
        Assert.Equal(1, code);
        Assert.DoesNotContain("epoch 1", output);
        Assert.Contains(message, error);
        Assert.StartsWith("fastopt: ", error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    private static string StepsOf(string output)
    {
        Match match = Regex.Match(output, @"\([0-9,]+ steps, ");
        Assert.True(match.Success, output);
        return match.Value;
    }
}
