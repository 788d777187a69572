using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// The callbacks of a run in the order in which they are called: those of the options, those that the options are short for, and behind all others the
/// checkpoints.
/// </summary>
internal sealed class CallbackList
{
    public CallbackList(FitOptions options)
    {
        List<Callback> all = [.. options.Callbacks.Where(static callback => callback is not ModelCheckpoint)];
        List<ModelCheckpoint> checkpoints = [.. options.Callbacks.OfType<ModelCheckpoint>()];
        if (options.Patience is { } patience)
            all.Add(new EarlyStopping { Patience = patience });
        string? metric = all.OfType<EarlyStopping>().FirstOrDefault()?.Metric;
        RestoreBest = all.OfType<RestoreBest>().FirstOrDefault();
        if (RestoreBest is null && options.RestoreBest)
            all.Add(RestoreBest = new RestoreBest { Metric = metric });

        // The best weights that a run writes are those that it gives back.
        if (options.CheckpointDirectory is { } directory)
            checkpoints.Add(new ModelCheckpoint(directory) { Every = options.CheckpointEvery, Metric = RestoreBest is { } best ? best.Metric : metric });
        All = [.. all, .. checkpoints];
        Checkpoints = [.. checkpoints];
        Names = StateNames(All);
    }

    /// <summary>All callbacks, in order.</summary>
    public Callback[] All { get; }

    /// <summary>Those that write checkpoints; the last one's folder is the one that a run resumes from.</summary>
    public ModelCheckpoint[] Checkpoints { get; }

    /// <summary>What gives the network its best weights back, or null.</summary>
    public RestoreBest? RestoreBest { get; }

    /// <summary>The name of each callback's state: its own, and for the second of a name "Name#2".</summary>
    public string[] Names { get; }

    private static string[] StateNames(Callback[] callbacks)
    {
        string[] names = new string[callbacks.Length];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string name = callbacks[i].Name;
            int number = seen[name] = seen.GetValueOrDefault(name) + 1;
            names[i] = number == 1 ? name : Invariant($"{name}#{number}");
        }

        return names;
    }
}
