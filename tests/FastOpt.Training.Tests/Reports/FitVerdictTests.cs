namespace FastOpt.Training.Tests.Reports;

public sealed class FitVerdictTests
{
    [Fact]
    public void OverfittingIsSaidWithEpochAndFigures()
    {
        FitVerdict verdict = Of((2, 1.5), (1, 1), (0.5, 1.2), (0.25, 1.5));
        Assert.Equal(FitState.Overfits, verdict.State);
        Assert.Equal(2, verdict.Best!.Epoch);
        Assert.Equal(0, verdict.Gap);
        Assert.Equal(
            "Overfitting: validation loss is lowest in epoch 2 of 4: 1 (training 1); from there to the end it rises to 1.5 while training loss falls to 0.25. "
                + "Stop there, or try dropout, weight decay, more data or a smaller network.",
            verdict.Sentence);
    }

    [Fact]
    public void StatesAreToldApart()
    {
        Assert.Equal(FitState.Unknown, Of().State);
        Assert.Equal(FitState.Unknown, Of((1, double.NaN), (0.5, double.NaN)).State);
        Assert.Equal(FitState.Diverged, Of((1, 1), (double.NaN, double.NaN)).State);
        Assert.Equal(FitState.Diverged, Of((double.NaN, double.NaN)).State);
        Assert.Equal(FitState.Improving, Of((2, 2), (1, 1), (0.5, 0.5)).State);
        Assert.Equal(FitState.Settled, Of((2, 2), (1, 1), (0.9, 1.02), (0.8, 1.04)).State);
        Assert.Equal(FitState.Settled, Of((2, 2), (1, 0), (0.9, 0), (0.8, 0), (0.7, 0)).State); // A loss of 0 does not rise.
        Assert.Equal(FitState.Overfits, Of((2, 2), (1, 0), (0.9, 0), (0.8, 0), (0.7, 0.01)).State);
        Assert.Equal(FitState.Settled, Of((2, 2), (1, 1), (1.5, 3)).State); // Both losses rise: no overfitting.
    }

    [Fact]
    public void AWideGapIsSaidWhereValidationSettles()
    {
        Assert.Equal(
            "Settled: validation loss is lowest in epoch 2 of 3: 1 (training 0.25), and does not rise by more than 5 % until the end. "
                + "The gap to training is wide: more data, dropout or weight decay may narrow it.",
            Of((2, 2), (0.25, 1), (0.2, 1.01)).Sentence);
        Assert.EndsWith("until the end.", Of((2, 2), (0.75, 1), (0.7, 1.01)).Sentence, StringComparison.Ordinal);
    }

    private static FitVerdict Of(params (double Train, double Validation)[] losses)
    {
        var run = new FakeRun();
        foreach ((double train, double validation) in losses)
            run.FinishEpoch(train, validation, 0.1);
        return FitVerdict.Of(run.History);
    }
}
