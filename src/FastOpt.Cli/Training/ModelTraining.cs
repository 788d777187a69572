using System.Globalization;
using FastOpt.Cli.Commands;
using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>Trains a model as a person asked, tests it, and hands over what it became.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
/// <param name="settings">What was asked.</param>
/// <param name="data">What the model learns from and is tested on.</param>
/// <param name="task">What it is measured by.</param>
/// <param name="inputShape">The extents of an example in what is exported.</param>
internal sealed class ModelTraining<TNetwork, TTarget>(TrainSettings settings, TrainingData<TTarget> data, ITask<TTarget> task, int[] inputShape)
    where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph
    where TTarget : unmanaged
{
    // A batch larger than the set would only set aside memory that no step uses.
    private readonly int _batch = Math.Min(settings.Batch, data.Split.Train.Count);

    /// <summary>How the network is fitted. Default: by this process alone.</summary>
    public Fitting<TNetwork, TTarget> Fitting { get; set; } =
        static (network, train, validation, options, metrics) => network.Fit(train, validation, options, metrics);

    /// <summary>What the head says about the processes that train together. Default: nothing.</summary>
    public string Together { get; set; } = "";

    /// <summary>Runs the training and reports on it.</summary>
    /// <param name="setRate">Gives the network a learning rate of the person's own.</param>
    /// <param name="output">Receives progress and results.</param>
    /// <param name="error">Receives one line if the training did not run to its end.</param>
    /// <param name="cancellation">Ends the training behind the step that is running.</param>
    /// <returns>The exit code.</returns>
    public int Run(Action<TNetwork, double> setRate, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        OutputFiles.Prepare(settings);
        TNetwork model = TNetwork.Create(_batch, settings.Seed, settings.Threads);
        if (settings.LearningRate is double rate)
            setRate(model, rate);

        WriteHead(model, output);
        var notes = new NoteLines(output);
        FitResult result = Fit(model, notes, output, cancellation);
        foreach (string note in result.Notes.Skip(notes.Said))
            output.WriteLine(note);
        if (result.End == FitEnd.Diverged && result.BestEpoch == 0)
            return Diverged(result, error);

        Measure(model);
        WriteResult(result, output);
        HandOver(model, output);
        if (result.End != FitEnd.Cancelled)
            task.WriteDetails(output);
        return result.End switch
        {
            FitEnd.Cancelled => Interrupted(result, error),
            FitEnd.Diverged => Diverged(result, error),
            _ => CommandLine.Success,
        };
    }

    private FitResult Fit(TNetwork model, NoteLines notes, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            return TrainingProgress.Show(output, settings.Epochs, data, task, progress =>
                Fitting(model, data.Split.Train, data.Watched, Options(model, notes, progress, cancellation), [task.Watched]));
        }
        catch (ArgumentException e) when (e.ParamName is "options" or "train" or "validation")
        {
            // What a person asked for does not fit together, such as checkpoints of another run.
            throw new DataFormatException(e.ParamName == "options" ? "--checkpoint" : data.Source, e.Message.Replace($" (Parameter '{e.ParamName}')", ""), e);
        }
    }

    private void Measure(TNetwork model)
    {
        float[] outputs = new float[data.Split.Test.Count * TNetwork.OutputSize];
        model.Predict(data.Split.Test.Inputs, outputs);
        task.Measure(outputs, data);
    }

    private FitOptions Options(TNetwork model, NoteLines notes, IFitProgress progress, CancellationToken cancellation)
    {
        List<Callback> callbacks = [notes];
        if (settings.Log is not null)
            callbacks.Add(new TensorBoardLog(settings.Log));
        if (settings.Report is not null)
            callbacks.Add(Report(model, settings.Report));
        return new FitOptions
        {
            Epochs = settings.Epochs,
            BatchSize = _batch,
            Seed = settings.Seed,
            Callbacks = callbacks,
            Progress = progress,
            Patience = settings.Patience,
            RestoreBest = data.IsValidated,
            CheckpointDirectory = settings.Checkpoint,
            Resume = settings.Resume,
            Normalizer = data.Inputs,
            Cancellation = cancellation,
        };
    }

    private HtmlReport Report(TNetwork model, string path) => new(path)
    {
        Subtitle = $"{data.Noun} from {data.Source}",
        Complete = report =>
        {
            Measure(model);
            task.AddTo(report);
        },
    };

    private void WriteHead(TNetwork model, TextWriter output)
    {
        NetworkSummary summary = TNetwork.Summary;
        string layers = string.Join(", ", summary.Layers.Select(layer => layer.Description));
        string optimizer = (model as IOptimizedBy<Adam>)?.Optimizer.ToString() ?? (model as IOptimizedBy<AdamW>)?.Optimizer.ToString() ?? summary.Optimizer;
        string validation = data.IsValidated ? string.Create(CultureInfo.InvariantCulture, $", {data.Split.Validation.Count:N0} validation") : "";
        output.WriteLine($"{summary.Name}: {TNetwork.InputSize} inputs, {layers}; {summary.Loss}, {optimizer}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{data.Split.Train.Count:N0} training{validation} and {data.Split.Test.Count:N0} test {data.Noun} from {data.Source}; ")
            + $"{FastOptInfo.InstructionSet}, threads {settings.Threads}{Together}");
        output.WriteLine();
    }

    private void WriteResult(FitResult result, TextWriter output)
    {
        output.WriteLine();
        if (data.IsValidated && result.BestEpoch > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"best epoch {result.BestEpoch} of {result.History.Epochs.Count}, whose weights the model has"));
        }

        task.WriteResult(output);
        if (result.Steps > result.ResumedAtStep)
        {
            // Of the whole run, also where it was resumed: so the result's time is.
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"training time {result.Time.TotalSeconds:F3} s ({result.Steps:N0} steps, {result.Time.TotalMicroseconds / result.Steps:F1} µs per step, ")
                + $"{ProgressText.Rate(result.Examples, result.Time)})");
        }
    }

    private void HandOver(TNetwork model, TextWriter output)
    {
        if (settings.Save is { } weights)
        {
            SafeTensors.Save(model, weights);
            output.WriteLine($"weights in {weights}");
        }

        if (settings.Export is { } graph)
        {
            Onnx.Export(model, graph, new OnnxOptions { Normalizer = data.Inputs, TargetNormalizer = data.Targets, InputShape = inputShape });
            output.WriteLine($"ONNX graph in {graph}");
        }

        if (settings.Report is { } report)
            output.WriteLine($"report in {report}");
        if (settings.Log is { } log)
            output.WriteLine($"TensorBoard's events in {log}");
    }

    private int Interrupted(FitResult result, TextWriter error)
    {
        string next = settings.Checkpoint is null ? "" : "; the same command with --resume goes on from here";
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fastopt: interrupted after {result.Steps:N0} steps{next}"));
        return CommandLine.Interrupted;
    }

    private static int Diverged(FitResult result, TextWriter error)
    {
        error.WriteLine($"fastopt: {result.Reason} The training diverged; try a smaller --learning-rate");
        return CommandLine.Failure;
    }
}
