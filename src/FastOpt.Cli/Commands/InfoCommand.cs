using System.CommandLine;
using System.Globalization;
using FastOpt.Cli.Models;

namespace FastOpt.Cli.Commands;

/// <summary><c>fastopt info</c>: a command for each model.</summary>
internal static class InfoCommand
{
    private const int Batch = 64;

    /// <summary>Builds the command.</summary>
    public static Command Create() => new("info", "Describes a model: layers, parameters, arithmetic, memory.")
    {
        CreateModel("digits", "Describes the classifier of handwritten digits.", DigitClassifier.Summary),
        CreateModel("digits-cnn", "Describes the convolutional classifier of handwritten digits, LeNet-5.", ConvolutionalDigitClassifier.Summary),
        CreateModel("iris", "Describes the classifier of irises.", IrisClassifier.Summary),
        CreateModel("housing", "Describes the regression of house values.", HousingRegressor.Summary),
    };

    private static Command CreateModel(string name, string description, NetworkSummary summary)
    {
        var command = new Command(name, description);
        command.SetAction(parsed =>
        {
            Describe(summary, parsed.InvocationConfiguration.Output);
            return CommandLine.Success;
        });
        return command;
    }

    private static void Describe(NetworkSummary summary, TextWriter output)
    {
        var layers = new TextTable("layer", "", ">in", ">out", ">parameters", ">FLOPs/example", "kept for backward");
        foreach (LayerSummary layer in summary.Layers)
        {
            layers.Add(
                layer.Name, layer.Description, Number(layer.Inputs), Number(layer.Outputs), Number(layer.ParameterCount), Number(layer.FlopsPerExample), layer.KeptForBackward);
        }

        layers.Add("total", "", "", "", Number(summary.ParameterCount), Number(summary.FlopsPerExample), "");

        var memory = new TextTable("memory", ">bytes", ">bytes/example", $">batch {Batch}");
        foreach (MemoryRegion region in summary.Memory)
            memory.Add(region.Name, Number(region.Bytes + region.BytesPerThread), Number(region.BytesPerExample), Number(region.Bytes + region.BytesPerThread + (region.BytesPerExample * Batch)));
        memory.Add(
            "total",
            Number(summary.Memory.Sum(region => region.Bytes + region.BytesPerThread)),
            Number(summary.Memory.Sum(region => region.BytesPerExample)),
            Number(summary.TotalBytes(Batch)));

        output.WriteLine(summary.Name);
        output.WriteLine();
        layers.Write(output);
        output.WriteLine();
        memory.Write(output);
        output.WriteLine();
        var facts = new TextTable("", "");
        facts.Add("loss", summary.Loss);
        facts.Add("optimizer", summary.Optimizer);
        facts.Add("one training step", $"{Number(summary.FlopsPerExample)} FLOPs per example, {Number(summary.FlopsPerExample * Batch)} for a batch of {Batch}");
        facts.Add("instruction set", FastOptInfo.InstructionSet);
        facts.Write(output);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
