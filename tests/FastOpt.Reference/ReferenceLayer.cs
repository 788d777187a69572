namespace FastOpt.Reference;

/// <summary>One layer of a <see cref="ReferenceNetwork"/>.</summary>
public abstract record ReferenceLayer
{
    /// <summary>y[o] = b[o] + Σᵢ W[o, i]·x[i].</summary>
    public static ReferenceLayer Dense(int units, bool bias = true) => new DenseLayer(units, bias);

    /// <summary>An activation applied to each element.</summary>
    public static implicit operator ReferenceLayer(ReferenceActivation activation) => new ActivationLayer(activation);
}

/// <summary>A fully connected layer with weights [units, inputs].</summary>
/// <param name="Units">Outputs.</param>
/// <param name="HasBias">Whether a bias is added.</param>
public sealed record DenseLayer(int Units, bool HasBias) : ReferenceLayer;

/// <summary>An element-wise layer.</summary>
/// <param name="Activation">What is applied.</param>
public sealed record ActivationLayer(ReferenceActivation Activation) : ReferenceLayer;
