using System.Globalization;

namespace FastOpt.Training;

/// <summary>What the losses of a run say about its fit: the best epoch, the gap between training and validation, and what to try, in one sentence.</summary>
public sealed class FitVerdict
{
    private const double Risen = 0.05, Recent = 0.1, Wide = 2;

    private FitVerdict(FitState state, EpochReport? best, string sentence) => (State, Best, Sentence) = (state, best, sentence);

    /// <summary>What the losses say.</summary>
    public FitState State { get; }

    /// <summary>The best epoch; null where there is none.</summary>
    public EpochReport? Best { get; }

    /// <summary>
    /// Validation loss less training loss at <see cref="Best"/>; NaN where one of them is missing. Training loss is measured while weights move and dropout
    /// drops.
    /// </summary>
    public double Gap => Best is null ? double.NaN : Best.ValidationLoss - Best.TrainLoss;

    /// <summary>One sentence for the reader.</summary>
    public string Sentence { get; }

    /// <summary>
    /// Reads a history. It overfits where validation loss ends more than 5 % above its best while training loss fell; it may still improve where the best epoch
    /// is among the last tenth.
    /// </summary>
    public static FitVerdict Of(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        IReadOnlyList<EpochReport> epochs = history.Epochs;
        if (epochs.Count == 0)
            return new FitVerdict(FitState.Unknown, null, "No epoch was finished.");
        EpochReport last = epochs[^1];
        EpochReport? best = epochs.FirstOrDefault(epoch => epoch.Epoch == history.BestEpoch);
        if (best is null)
            return new FitVerdict(FitState.Diverged, null,
                $"Training diverged: no epoch has a loss that is a number (epoch 1: {Text(epochs[0].TrainLoss)}). Lower the learning rate.");
        if (!double.IsFinite(last.TrainLoss))
        {
            int first = epochs.First(static epoch => !double.IsFinite(epoch.TrainLoss)).Epoch;
            return new FitVerdict(FitState.Diverged, best,
                $"Training diverged in epoch {first}: the loss is {Text(last.TrainLoss)}. The best epoch before is {best.Epoch}; lower the learning rate.");
        }

        if (double.IsNaN(best.ValidationLoss))
        {
            return new FitVerdict(
                FitState.Unknown,
                best,
                $"Nothing was validated, so nothing says how well unseen examples are predicted; training loss is lowest in epoch {best.Epoch}: "
                    + $"{Text(best.TrainLoss)}.");
        }

        return Judge(best, last);
    }

    private static FitVerdict Judge(EpochReport best, EpochReport last)
    {
        string where = $"validation loss is lowest in epoch {best.Epoch} of {last.Epoch}: {Text(best.ValidationLoss)} (training {Text(best.TrainLoss)})";
        bool rises = !(last.ValidationLoss <= best.ValidationLoss + (Risen * Math.Abs(best.ValidationLoss)));
        if (last.TrainLoss < best.TrainLoss && rises)
        {
            return new FitVerdict(
                FitState.Overfits,
                best,
                $"Overfitting: {where}; from there to the end it rises to {Text(last.ValidationLoss)} while training loss falls to {Text(last.TrainLoss)}. "
                    + "Stop there, or try dropout, weight decay, more data or a smaller network.");
        }

        return best.Epoch > last.Epoch * (1 - Recent)
            ? new FitVerdict(FitState.Improving, best, $"Still improving: {where}, at the end of the run. More epochs may lower it further.")
            : new FitVerdict(
                FitState.Settled,
                best,
                $"Settled: {where}, and "
                    + (last.TrainLoss < best.TrainLoss ? "does not rise by more than 5 % until the end." : "training loss is not lower at the end.")
                    + (best.ValidationLoss > Wide * best.TrainLoss && best.TrainLoss > 0
                        ? " The gap to training is wide: more data, dropout or weight decay may narrow it." : ""));
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

/// <summary>What losses say about a run.</summary>
public enum FitState
{
    /// <summary>Nothing was validated, or no epoch finished.</summary>
    Unknown,

    /// <summary>A loss is not a number or infinite.</summary>
    Diverged,

    /// <summary>The best epoch is among the last.</summary>
    Improving,

    /// <summary>Validation loss stays near its best.</summary>
    Settled,

    /// <summary>Validation loss rises while training loss falls.</summary>
    Overfits,
}
