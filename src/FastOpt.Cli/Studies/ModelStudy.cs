using System.Globalization;
using FastOpt.Cli.Commands;
using FastOpt.Cli.Training;
using FastOpt.Training;

namespace FastOpt.Cli.Studies;

/// <summary>Searches the network and the settings of a model's training as a person asked, and tells what was found.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
/// <param name="model">The model's name.</param>
/// <param name="settings">What was asked.</param>
/// <param name="data">What the trials learn from and are measured on: training and validation examples. Test examples are not touched.</param>
/// <param name="candidates">The networks to choose from.</param>
/// <param name="metric">Makes the figure that is searched for; less is better.</param>
/// <param name="folds">0 for one training with the validation examples; or the folds of a cross-validation over the training examples, for small
/// tables.</param>
internal sealed class ModelStudy<TTarget>(
    string model, StudySettings settings, TrainingData<TTarget> data, IReadOnlyList<Candidate<TTarget>> candidates, Func<Metric<TTarget>> metric, int folds = 0)
    where TTarget : unmanaged
{
    private readonly string _figure = metric().Name;
    private readonly string[] _networks = [.. candidates.Select(static candidate => candidate.Name)];

    /// <summary>Runs the study and reports on it.</summary>
    /// <returns>The exit code.</returns>
    public int Run(TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        OutputFiles.PrepareFile("--report", settings.Report);
        OutputFiles.PrepareFile("--journal", settings.Journal);
        var lines = new StudyLines(output, _figure, settings.Trials);
        using Study study = Open(lines);
        lines.Head(Text($"{Measured()}, from {data.Source}"), study);
        StudyResult result = study.Run(settings.Trials, Evaluate, cancellation);
        lines.Result(result, settings.Journal);
        if (settings.Report is { } report)
        {
            StudyReport.Write(study, report, $"Study of {model}", Measured());
            output.WriteLine($"report in {report}");
        }

        return Conclude(result, error);
    }

    private Study Open(StudyLines lines)
    {
        var options = new StudyOptions
        {
            Objective = Objective(),
            Sampler = settings.Sampler,
            Pruner = settings.Pruner,
            Workers = settings.Workers,
            Timeout = settings.Timeout,
            Progress = lines.Trial,
        };
        try
        {
            return Study.Open(settings.Journal, settings.Seed, options);
        }
        catch (ArgumentException mistake) when (mistake.ParamName == "options")
        {
            // The journal is that of another study.
            throw new DataFormatException("--journal", mistake.Message.Replace(" (Parameter 'options')", ""), mistake);
        }
    }

    /// <summary>What the journal says is measured: of other examples, though they be as many, it refuses values.</summary>
    private string Objective() => Text($"{Measured()}, data {data.Split.Train.Fingerprint ^ ulong.RotateLeft(data.Split.Validation.Fingerprint, 32):x16}");

    private string Measured()
    {
        (int train, int validation) = (data.Split.Train.Count, data.Split.Validation.Count);
        string measured = folds > 0
            ? Text($"over {folds} folds of {train:N0} {data.Noun}")
            : Text($"on {validation:N0} validation {data.Noun}, learned from {train:N0}");
        return Text($"{model}: {_figure} {measured}, {settings.Epochs} {(settings.Epochs == 1 ? "epoch" : "epochs")}");
    }

    private double Evaluate(Trial trial)
    {
        Candidate<TTarget> candidate = candidates[Array.IndexOf(_networks, trial.Choose("network", _networks))];
        int examples = folds > 0 ? data.Split.Train.Count - ((data.Split.Train.Count + folds - 1) / folds) : data.Split.Train.Count;
        TrialSettings chosen = TrialSettings.Ask(trial, settings.Epochs, examples);
        if (folds == 0)
            return Fit(trial, candidate, chosen, data.Split.Train, data.Split.Validation, [new PruneTrial(trial) { Metric = _figure }]);
        return trial.KFold(Split.KFold(data.Split.Train, folds, settings.Seed), fold =>
        {
            // Each fold is standardized by what its own training examples look like.
            var inputs = Normalizer.Fit(fold.Train);
            return Fit(trial, candidate, chosen, inputs.Apply(fold.Train), inputs.Apply(fold.Validation), []);
        });
    }

    private double Fit(
        Trial trial, Candidate<TTarget> candidate, TrialSettings chosen, DataSet<TTarget> train, DataSet<TTarget> validation, Callback[] callbacks)
    {
        var options = new FitOptions
        {
            Epochs = settings.Epochs,
            BatchSize = Math.Min(chosen.Batch, train.Count),
            Seed = settings.Seed,
            RestoreBest = false,
            Callbacks = callbacks,
            Cancellation = trial.Cancellation,
        };
        FitResult result = candidate.Fit(chosen, settings.Seed, train, validation, options, metric());
        if (result.End == FitEnd.Diverged)
            throw new InvalidOperationException(result.Reason);
        return result.History.Epochs.Select(static epoch => epoch.Metrics[0].Value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
    }

    private static int Conclude(StudyResult result, TextWriter error)
    {
        switch (result.End)
        {
            case StudyEnd.Cancelled:
                error.WriteLine("fastopt: interrupted; the same command goes on from here");
                return CommandLine.Interrupted;
            case StudyEnd.Failing:
                error.WriteLine($"fastopt: {result.Reason}");
                return CommandLine.Failure;
            default:
                return CommandLine.Success;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
