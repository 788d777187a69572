using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Diagnostics;

/// <summary>What can be wrong with the declaration of a network.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "FOPT0001", "Not partial", "{0} must be declared partial, and so must every type that contains it, for its members are written by the compiler");

    public static readonly DiagnosticDescriptor UnsupportedNetworkClass = Error(
        "FOPT0002", "Unsupported network class", "{0} cannot be a network, for members cannot be added to {1}: {2}");

    public static readonly DiagnosticDescriptor NoDenseLayer = Error(
        "FOPT0003", "No trainable layer", "{0} has no Dense layer, so there is nothing to train; add one, such as [Dense(10)]");

    public static readonly DiagnosticDescriptor SizeOutOfRange = Error(
        "FOPT0004", "Size out of range", "{0} is {1}, but sizes are 1 to {2}");

    public static readonly DiagnosticDescriptor LossCount = Error(
        "FOPT0005", "Not exactly one loss", "{0} has {1}, but a network has exactly one, such as [SoftmaxCrossEntropy] or [MeanSquaredError]");

    public static readonly DiagnosticDescriptor SecondOptimizer = Error(
        "FOPT0006", "Several optimizers", "{0} has more than one optimizer: {1} and {2}");

    public static readonly DiagnosticDescriptor NotARule = Error(
        "FOPT0007", "Not a rule", "{0} is not a rule that is marked [{1}] and compiled with FastOpt, so it cannot be used as {2}");

    public static readonly DiagnosticDescriptor HyperparameterMismatch = Error(
        "FOPT0008", "Hyperparameter mismatch", "{0} has {1}");

    public static readonly DiagnosticDescriptor LayerAfterLoss = Error(
        "FOPT0009", "Layer behind the loss", "{0} stands behind the loss {1}, but the loss takes what the last layer puts out; move it in front");

    public static readonly DiagnosticDescriptor InvalidInitializer = Error(
        "FOPT0010", "Invalid initializer", "{0} cannot initialize a layer: it must be a struct that implements FastOpt.IInitializer, with a constructor that takes InitArguments and has defaults for the rest");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "FOPT0011", "Network too large", "{0} would have {1} parameters, {2} floats with padding and the optimizer's state, but its buffer must stay below {3} floats");

    public static readonly DiagnosticDescriptor SingleClass = Error(
        "FOPT0012", "Softmax over one class", "Dense({0}) gives {0} output, but {1} needs at least 2 classes; for two classes with one output use [BinaryCrossEntropy]");

    public static readonly DiagnosticDescriptor UnsupportedLoss = Error(
        "FOPT0013", "Unsupported structured loss", "{0} takes a whole row, but SoftmaxCrossEntropy is the only loss by rows; write a loss as float Apply(float prediction, float target)");

    public static readonly DiagnosticDescriptor ScaleOutOfRange = Error(
        "FOPT0014", "Scale out of range", "{0} is {1}, but it is {2}");

    public static readonly DiagnosticDescriptor NoEffect = Error(
        "FOPT0015", "Setting without effect", "{0} has no effect: {1}");

    public static readonly DiagnosticDescriptor AllFrozen = Error(
        "FOPT0016", "Nothing to train", "All Dense layers of {0} are frozen, so there is nothing to train; leave Frozen away from one");

    public static readonly DiagnosticDescriptor NoLearningRate = Error(
        "FOPT0017", "No learning rate", "{0} takes the learning rate, but {1} has no hyperparameter LearningRate that can be set");
}
