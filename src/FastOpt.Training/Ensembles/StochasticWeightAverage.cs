namespace FastOpt.Training;

/// <summary>
/// Stochastic weight averaging (SWA; Izmailov and others 2018), as PyTorch's <c>AveragedModel</c>: the plain mean of the weights that a run passes,
/// <c>a ← a + (w − a)/(n + 1)</c> behind n updates. By default the weights behind each epoch of the last quarter. A constant or cyclic learning rate keeps the
/// weights moving; with one that goes to 0 there is little to average. A run of
/// <see cref="BudgetedTraining.TrainFor"/> has no last quarter: set <see cref="WeightAverage.StartEpoch"/> there.
/// </summary>
public sealed class StochasticWeightAverage : WeightAverage
{
    private protected override int DefaultEvery => 0;

    private protected override int DefaultStart(int epochs) => epochs < int.MaxValue
        ? (int)((3L * epochs / 4) + 1)
        : throw new ArgumentException($"{Name}: a run that a budget of time ends has no last quarter of epochs; set StartEpoch.");

    private protected override double Share(long updates) => 1.0 / (updates + 1);
}
