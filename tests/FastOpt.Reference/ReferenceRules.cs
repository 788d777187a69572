namespace FastOpt.Reference;

/// <summary>The oracle's rules by the names of the library's.</summary>
public static class ReferenceRules
{
    /// <summary>The activation with its default hyperparameters.</summary>
    public static ReferenceActivation Activation(string name) => name switch
    {
        "Relu" => ReferenceActivations.Relu,
        "LeakyRelu" => ReferenceActivations.LeakyRelu(),
        "Sigmoid" => ReferenceActivations.Sigmoid,
        "Tanh" => ReferenceActivations.Tanh,
        "Gelu" => ReferenceActivations.Gelu,
        "Silu" => ReferenceActivations.Silu,
        "Softplus" => ReferenceActivations.Softplus,
        "Mish" => ReferenceActivations.Mish,
        "Elu" => ReferenceActivations.Elu(),
        "Selu" => ReferenceActivations.Selu,
        "GeluTanh" => ReferenceActivations.GeluTanh,
        "Softsign" => ReferenceActivations.Softsign,
        "HardSigmoid" => ReferenceActivations.HardSigmoid,
        "HardSwish" => ReferenceActivations.HardSwish,
        "HardTanh" => ReferenceActivations.HardTanh(),
        "Relu6" => ReferenceActivations.Relu6,
        "Squared" => ReferenceActivations.Squared(),
        _ => throw new ArgumentException($"The oracle has no activation named {name}.", nameof(name)),
    };

    /// <summary>The loss with its default hyperparameters.</summary>
    public static ReferenceLoss Loss(string name) => name switch
    {
        "MeanSquaredError" => ReferenceLosses.MeanSquaredError,
        "Huber" => ReferenceLosses.Huber(),
        "BinaryCrossEntropy" => ReferenceLosses.BinaryCrossEntropy,
        "MeanAbsoluteError" => ReferenceLosses.MeanAbsoluteError,
        "SmoothL1" => ReferenceLosses.SmoothL1(),
        "Hinge" => ReferenceLosses.Hinge,
        "SquaredHinge" => ReferenceLosses.SquaredHinge,
        "Poisson" => ReferenceLosses.Poisson,
        "Quantile" => ReferenceLosses.Quantile(),
        "LogCosh" => ReferenceLosses.LogCosh,
        "PseudoHuber" => ReferenceLosses.PseudoHuber(),
        "SoftmaxCrossEntropy" => ReferenceLosses.SoftmaxCrossEntropy,
        "GivenGradient" => ReferenceLosses.GivenGradient,
        _ => throw new ArgumentException($"The oracle has no loss named {name}.", nameof(name)),
    };
}
