namespace FastOpt.Playground;

/// <summary>
/// All plots of the network. While it trains they are made in turn, in pieces of a few milliseconds, so that no frame waits for a whole one.
/// </summary>
internal sealed class NetworkPlots(NetworkRun run)
{
    private readonly Shown _shown = new(run);
    private readonly List<Plot> _plots = [];
    private NetworkMoment? _moment;
    private IEnumerator<Plot?>? _round;
    private int _next;
    private bool _isWhole;

    /// <summary>The network with the weights of an epoch.</summary>
    public NetworkTrainer At(int epoch)
    {
        // A round that is under way has lost its weights.
        (_moment, _round) = (null, null);
        _shown.Load(epoch);
        return _shown.Network;
    }

    /// <summary>Whether all plots show this moment.</summary>
    public bool AreAt(NetworkMoment moment) => _round is null && moment == _moment;

    /// <summary>Does the next piece of work; a round is brought to its end before one of another moment begins.</summary>
    public void Go(NetworkMoment moment)
    {
        if (_round is null)
            Begin(moment);
        if (!_round!.MoveNext())
            (_round, _isWhole) = (null, true);
        else if (_round.Current is Plot plot)
            Place(plot);
    }

    /// <summary>All plots of a moment.</summary>
    /// <param name="moment">What they are to show.</param>
    /// <param name="mayLag">Whether plots of earlier moments will do, once there is one of each.</param>
    public IReadOnlyList<Plot> Draw(NetworkMoment moment, bool mayLag)
    {
        mayLag &= _isWhole;
        if (moment != _moment && !mayLag)
            Begin(moment);
        while (!mayLag && _round is not null)
            Go(moment);
        return [.. _plots];
    }

    private void Begin(NetworkMoment moment) => (_moment, _round, _next) = (moment, Round(moment).GetEnumerator(), 0);

    private void Place(Plot plot)
    {
        if (_next == _plots.Count)
            _plots.Add(plot);
        else
            _plots[_next] = plot;
        _next++;
    }

    // In the page's order; a null behind each piece of a plot that is not done.
    private IEnumerable<Plot?> Round(NetworkMoment moment)
    {
        _shown.Load(moment.Epoch);
        foreach (Plot? plot in run.Data.IsPlane ? PlanePlots() : DigitPlots.Make(_shown))
            yield return plot;
        yield return CurvePlots.Loss(run, moment.Epoch, moment.Kept);
        yield return CurvePlots.Accuracy(run, moment.Epoch, moment.Kept);
        yield return CurvePlots.Gradients(run);
        if (ActivationPlot.Draw(_shown, moment.Spread) is Plot activations)
            yield return activations;
    }

    private IEnumerable<Plot?> PlanePlots()
    {
        foreach (Plot? plot in BoundaryPlot.Make(_shown))
            yield return plot;
        yield return GraphPlot.Draw(_shown);
    }
}

/// <summary>What the plots of a network show.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Epochs">How many there are to look at.</param>
/// <param name="Spread">Which values of the layers.</param>
/// <param name="Kept">Curves of runs before.</param>
internal sealed record NetworkMoment(int Epoch, int Epochs, string Spread, IReadOnlyList<KeptRun> Kept);
