using FastOpt.Training;

namespace FastOpt.Mpi;

/// <summary>What a run's options become on one of several processes: the first writes and shows for all, and every process decides the same.</summary>
internal static class SharedOptions
{
    /// <summary>The options of a process.</summary>
    /// <param name="options">Those of the run.</param>
    /// <param name="isFirst">Whether it is the first process.</param>
    /// <param name="compared">What compares the processes, before anything else.</param>
    /// <param name="cancellation">What ends the run on all processes, or null where nothing does: behind the run's own callbacks, which may cancel.</param>
    public static FitOptions On(FitOptions options, bool isFirst, ComparedRun compared, AgreedCancellation? cancellation)
    {
        List<Callback> callbacks = [compared, .. isFirst ? options.Callbacks : options.Callbacks.Select(Quiet)];
        if (cancellation is not null)
            callbacks.Add(cancellation);
        options = options with { Callbacks = callbacks, Cancellation = cancellation?.Token ?? CancellationToken.None };
        if (isFirst)
            return options;
        if (options.CheckpointDirectory is { } directory)
            callbacks.Add(new ModelCheckpoint(directory) { Every = options.CheckpointEvery, Metric = BestMetric(options), Files = ReadOnlyFiles.Instance });
        return options with { Callbacks = callbacks, Progress = null, CheckpointDirectory = null, CheckpointEvery = 0 };
    }

    /// <summary>The callback that a process has which does not write.</summary>
    private static Callback Quiet(Callback callback) => callback switch
    {
        ModelCheckpoint own => new ModelCheckpoint(own.Folder)
        {
            Every = own.Every,
            Keep = own.Keep,
            KeepBest = own.KeepBest,
            Metric = own.Metric,
            Files = ReadOnlyFiles.Instance,
        },
        LogCallback or HtmlReport => new QuietCallback(callback.Name),
        _ => callback,
    };

    /// <summary>What is best to the checkpoints that the options are short for.</summary>
    private static string? BestMetric(FitOptions options) => options.Callbacks.OfType<RestoreBest>().FirstOrDefault() is { } best
        ? best.Metric
        : options.Callbacks.OfType<EarlyStopping>().FirstOrDefault()?.Metric;
}
