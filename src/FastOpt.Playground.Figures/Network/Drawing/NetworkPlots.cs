using System.Diagnostics;

namespace FastOpt.Playground;

/// <summary>
/// All plots of the network. Those that compute much (the plane, the neurons, the spreads) are made anew only now and then while it trains, and whenever it
/// stands still.
/// </summary>
internal sealed class NetworkPlots(NetworkRun run)
{
    /// <summary>The share of the time that may go into the costly plots while it trains.</summary>
    private const double Share = 0.2;

    private readonly Shown _shown = new(run);
    private IReadOnlyList<Plot> _first = [], _last = [];
    private int _lastEpoch = -1, _askedFor = -1;
    private string _lastSpread = "";
    private long _madeAt;
    private TimeSpan _cost;

    /// <summary>The network with the weights of an epoch.</summary>
    public NetworkTrainer At(int epoch)
    {
        _shown.Load(epoch);
        return _shown.Network;
    }

    /// <summary>All plots.</summary>
    /// <param name="epoch">The epoch that is shown.</param>
    /// <param name="plays">Whether the next epoch comes soon, so that costly plots may lag behind.</param>
    /// <param name="spread">Which values of the layers are shown.</param>
    /// <param name="kept">Curves of runs before.</param>
    public IReadOnlyList<Plot> Draw(int epoch, bool plays, string spread, IReadOnlyList<KeptRun> kept)
    {
        bool standsStill = !plays || _askedFor == epoch, isOther = _lastEpoch != epoch || _lastSpread != spread;
        _askedFor = epoch;
        if (isOther && (standsStill || spread != _lastSpread || Stopwatch.GetElapsedTime(_madeAt) * Share > _cost))
            Make(epoch, spread);
        return [.. _first, CurvePlots.Loss(run, epoch, kept), CurvePlots.Accuracy(run, epoch, kept), CurvePlots.Gradients(run), .. _last];
    }

    private void Make(int epoch, string spread)
    {
        long start = Stopwatch.GetTimestamp();
        _shown.Load(epoch);
        (_lastEpoch, _lastSpread) = (epoch, spread);
        _first = run.Data.IsPlane
            ? [BoundaryPlot.Draw(_shown, BoundaryPlot.Map(_shown)), GraphPlot.Draw(_shown)]
            : [DigitPlots.Answers(_shown), DigitPlots.Weights(_shown), DigitPlots.Confusion(_shown)];
        _last = ActivationPlot.Draw(_shown, spread) is Plot activations ? [activations] : [];
        _madeAt = Stopwatch.GetTimestamp();
        _cost = Stopwatch.GetElapsedTime(start);
    }
}
