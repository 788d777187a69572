namespace FastOpt.Cli.Models;

/// <summary>Fisher's irises (1936): four lengths of a flower, standardized, into the three species.</summary>
[Network(4)]
[Dense(16), Tanh]
[Dense(3)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-2)]
public sealed partial class IrisClassifier;
