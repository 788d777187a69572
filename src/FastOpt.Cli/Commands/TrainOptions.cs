using System.CommandLine;
using FastOpt.Cli.Training;

namespace FastOpt.Cli.Commands;

/// <summary>The options that every model's training takes.</summary>
internal sealed class TrainOptions
{
    private readonly Option<string?> _data;
    private readonly Option<int> _epochs, _batch, _threads;
    private readonly Option<double?> _learningRate;
    private readonly Option<ulong> _seed;
    private readonly Option<int?> _patience;
    private readonly Option<string?> _checkpoint = Path("--checkpoint", "DIR", "Writes checkpoints there: the last three, and the best.");
    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Goes on from the newest checkpoint in --checkpoint's folder, bit for bit; without one it starts anew.",
    };

    private readonly Option<bool> _distributed = new("--distributed")
    {
        Description = "Shares each step among the processes that mpirun started. The result does not depend on how many they are.",
    };

    private readonly Option<string?> _save = Path("--save", "FILE", "Writes the weights there as safetensors, under PyTorch's names and shapes.");
    private readonly Option<string?> _export = Path("--export", "FILE", "Writes the network there as an ONNX graph.");
    private readonly Option<string?> _report = Path("--report", "FILE", "Writes a report there, one HTML file: curves, tables, what was predicted.");
    private readonly Option<string?> _log = Path("--log", "DIR", "Writes TensorBoard's event files there.");

    /// <summary>Options with a model's defaults.</summary>
    /// <param name="data">What --data is, in a sentence.</param>
    /// <param name="dataName">"DIR" or "FILE".</param>
    /// <param name="examples">"images".</param>
    /// <param name="epochs">Passes over the training examples.</param>
    /// <param name="batch">Examples of a step.</param>
    public TrainOptions(string data, string dataName, string examples, int epochs, int batch)
    {
        _data = Path("--data", dataName, data);
        _epochs = NumberOption.Integer("--epochs", $"Passes over the training {examples}.", epochs, 1, 1_000_000);
        _batch = NumberOption.Integer("--batch", $"Training {examples} per step.", batch, 1, 65_536);
        _learningRate = NumberOption.Positive("--learning-rate", "Step size of the optimizer. Without it, as declared with the model.");
        _seed = NumberOption.Integer("--seed", $"Seed of the first weights and of the {examples}' order.", 42ul, 0ul, ulong.MaxValue);
        _threads = NumberOption.Integer("--threads", "Threads that share a step. The result does not depend on it.", 1, 1, 256);
        _patience = NumberOption.Optional(
            "--patience", "Ends the training after so many epochs without a better validation, and keeps the best weights.", 1, 1_000_000);
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options =
        [
            _data, _epochs, _batch, _learningRate, _seed, _threads, _patience, _checkpoint, _resume, _save, _export, _report, _log, _distributed,
        ];
        foreach (Option option in options)
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_resume) && result.GetValue(_checkpoint) is null)
                result.AddError("--resume needs --checkpoint DIR: the folder whose checkpoint it goes on from");
        });
    }

    /// <summary>What a person asked for.</summary>
    public TrainSettings Read(ParseResult parsed) => new(
        parsed.GetValue(_data),
        parsed.GetValue(_epochs),
        parsed.GetValue(_batch),
        parsed.GetValue(_learningRate),
        parsed.GetValue(_seed),
        parsed.GetValue(_threads))
    {
        Patience = parsed.GetValue(_patience),
        Checkpoint = parsed.GetValue(_checkpoint),
        Resume = parsed.GetValue(_resume),
        Save = parsed.GetValue(_save),
        Export = parsed.GetValue(_export),
        Report = parsed.GetValue(_report),
        Log = parsed.GetValue(_log),
        Distributed = parsed.GetValue(_distributed),
    };

    private static Option<string?> Path(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };
}
