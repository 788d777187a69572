using System.Globalization;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// What a run must have in common with a checkpoint to go on from it, besides the network: each a name for people and a text that must be the same.
/// </summary>
internal sealed class RunIdentity
{
    private readonly (string Key, string What, string Value)[] _parts;

    private RunIdentity((string Key, string What, string Value)[] parts) => _parts = parts;

    public static RunIdentity Of<TTarget>(DataSet<TTarget> train, DataSet<TTarget>? validation, FitOptions options, IReadOnlyList<MetricInfo> metrics)
        where TTarget : unmanaged => new(
        [
            ("identity.batch_size", "batch size", options.BatchSize.ToString(CultureInfo.InvariantCulture)),
            ("identity.seed", "seed", options.Seed.ToString(CultureInfo.InvariantCulture)),
            ("identity.metrics", "metrics", metrics.Count == 0 ? "none" : string.Join(", ", metrics.Select(static metric => metric.Name))),
            ("identity.normalizer", "normalizer", options.Normalizer is { } own ? Invariant($"fingerprint {own.Fingerprint:x16}") : "none"),
            ("identity.augmentation", "augmentation", options.Augmentation?.ToString() ?? "none"),
            ("identity.train", "training data", Text(train)),
            ("identity.validation", "validation data", validation is null ? "none" : Text(validation)),
        ]);

    /// <summary>Each part's name and text.</summary>
    public IEnumerable<(string What, string Value)> Facts => _parts.Select(static part => (part.What, part.Value));

    public void Save(RunState run)
    {
        foreach ((string key, _, string value) in _parts)
            run.Set(key, value);
    }

    /// <summary>Compares with what a checkpoint says.</summary>
    /// <exception cref="ArgumentException">Something differs; the message names it.</exception>
    public void Check(RunState run)
    {
        foreach ((string key, string what, string value) in _parts)
        {
            string stored = run.GetString(key);
            if (stored != value)
                throw new ArgumentException($"its {what}: {stored}, but this run's: {value}.");
        }
    }

    private static string Text<TTarget>(DataSet<TTarget> data)
        where TTarget : unmanaged =>
        Invariant($"{data.Count} examples of {data.InputSize} inputs and {data.TargetSize} targets, fingerprint {data.Fingerprint:x16}");
}
