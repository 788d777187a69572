using FastOpt;

namespace FastOptCsv;

/// <summary>
/// Predicts a price from nine inputs: five numbers, and one for each of the four districts. The attributes are the layers, in order; the compiler writes the
/// rest.
/// </summary>
[Network(9)]
[Dense(16), Relu]
[Dense(16), Relu]
[Dense(1)]
[MeanSquaredError]
[Adam(LearningRate = 3e-3)]
public sealed partial class FlatPrices;
