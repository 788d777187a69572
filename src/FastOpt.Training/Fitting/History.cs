namespace FastOpt.Training;

/// <summary>The finished epochs of a run, in order.</summary>
public sealed class History
{
    private readonly List<EpochReport> _epochs = [];

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochReport> Epochs => _epochs;

    /// <summary>
    /// The epoch with the lowest validation loss (training loss without validation), from 1; the first of equals. 0 before the first finished epoch, or where
    /// no loss was a number.
    /// </summary>
    public int BestEpoch { get; private set; }

    /// <summary>The loss of <see cref="BestEpoch"/>; infinite where there is none.</summary>
    public double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Adds an epoch; with validation examples, a validation loss that is not a number is no best one, whatever the training loss is.</summary>
    internal void Add(EpochReport report, bool isValidated = false)
    {
        _epochs.Add(report);
        double loss = double.IsNaN(report.ValidationLoss) && !isValidated ? report.TrainLoss : report.ValidationLoss;
        if (loss < BestLoss)
            (BestEpoch, BestLoss) = (report.Epoch, loss);
    }
}
