namespace FastOpt.Benchmarks.Studies;

/// <summary>What the studies of `study` choose from: digits through one hidden layer.</summary>
[Network(784)]
[Dense(64), Relu]
[Dense(10)]
[SoftmaxCrossEntropy, AdamW]
internal sealed partial class ReluDigits;

/// <summary><see cref="ReluDigits"/> with tanh.</summary>
[Network(784)]
[Dense(64), Tanh]
[Dense(10)]
[SoftmaxCrossEntropy, AdamW]
internal sealed partial class TanhDigits;

/// <summary><see cref="ReluDigits"/> with half of the hidden values dropped.</summary>
[Network(784)]
[Dense(64), Relu, Dropout(0.5)]
[Dense(10)]
[SoftmaxCrossEntropy, AdamW]
internal sealed partial class DroppingDigits;
