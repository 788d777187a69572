using System.Globalization;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Writes checkpoints of a run into a folder: behind each epoch, every so many steps, and when a run is cancelled or stopped inside an epoch. The newest few
/// are kept ("checkpoint-000000250.safetensors", numbered by step), and beside them the weights of the best epoch alone ("best.safetensors", which PyTorch
/// reads). It is called behind all other callbacks, so that it sees what they know.
/// </summary>
/// <param name="directory">The folder; it is made where it is missing.</param>
public sealed class ModelCheckpoint(string directory) : Callback
{
    private const string Prefix = "checkpoint-", Extension = ".safetensors", Best = "best" + Extension;
    private MonitoredFigure _figure;
    private double _best = double.NaN;
    private long _written = -1;

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory(directory);

    /// <summary>Steps between two checkpoints, besides those behind each epoch. Default: 0, behind each epoch alone.</summary>
    public int Every { get; init; }

    /// <summary>How many checkpoints are kept, at least 1. Default: 3, so that one that a disk has damaged costs little.</summary>
    public int Keep { get; init; } = 3;

    /// <summary>Whether the weights of the best epoch are kept as a file of their own. Default: true.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>The metric that says what is best. Default: null, the validation loss, or the training loss in a run without validation.</summary>
    public string? Metric { get; init; }

    internal IFileSystem Files { get; init; } = LocalFiles.Instance;

    /// <inheritdoc/>
    public override void Begin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Every < 0)
            throw new ArgumentException(Invariant($"ModelCheckpoint: Every is {Every}, but it must be at least 0."));
        if (Keep < 1)
            throw new ArgumentException(Invariant($"ModelCheckpoint: Keep is {Keep}, but it must be at least 1."));
        _figure = MonitoredFigure.Find(context, Metric, nameof(ModelCheckpoint));
        (_best, _written) = (double.NaN, -1);
        Files.CreateDirectory(Folder);
        foreach (string name in Files.Names(Folder).Where(IsLeftOver))
            AtomicFile.Remove(Files, Path.Combine(Folder, name));
    }

    /// <inheritdoc/>
    public override void StepDone(FitContext context, in StepReport report)
    {
        if (Every > 0 && report.Step % Every == 0)
            Write(context);
    }

    /// <inheritdoc/>
    public override void EpochDone(FitContext context, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        double figure = _figure.Of(report);
        if (_figure.IsBetter(figure, _best))
        {
            _best = figure;
            if (KeepBest)
                AtomicFile.Write(Files, Path.Combine(Folder, Best), context.ToWeights());
        }

        Write(context);
    }

    /// <inheritdoc/>
    public override void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("best", _best);
    }

    /// <inheritdoc/>
    public override void Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _best = state.GetDouble("best");
    }

    /// <summary>Writes a run that is cut inside an epoch, unless it has been written just there.</summary>
    internal void WriteLast(FitContext context)
    {
        if (context.Step > 0 && _written != context.Step)
            Write(context);
    }

    /// <summary>The paths of the folder's checkpoints, the newest first.</summary>
    internal IReadOnlyList<string> Written() =>
        [.. Files.Names(Folder).Where(static name => StepOf(name) >= 0).OrderByDescending(StepOf).Select(name => Path.Combine(Folder, name))];

    private static string Directory(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return Path.GetFullPath(directory);
    }

    /// <summary>Whether a file is what a run that was killed left half written.</summary>
    private static bool IsLeftOver(string name) => name.EndsWith(AtomicFile.Suffix, StringComparison.Ordinal)
        && name[..^AtomicFile.Suffix.Length] is var whole && (whole == Best || StepOf(whole) >= 0);

    private static long StepOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan()[Prefix.Length..^Extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : -1;

    private void Write(FitContext context)
    {
        _written = context.Step;
        AtomicFile.Write(Files, Path.Combine(Folder, Invariant($"{Prefix}{context.Step:D9}{Extension}")), context.ToCheckpoint());

        // Newer ones are damaged, since a resumed run passed over them: they do not count, so that the present one always stays.
        foreach (string old in Written().Where(path => StepOf(Path.GetFileName(path)) <= _written).Skip(Keep))
            AtomicFile.Remove(Files, old);
    }
}
