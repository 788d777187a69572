namespace FastOpt.Reference.Graphs;

/// <summary>What a pass over a batch gives.</summary>
/// <param name="Loss">The batch's loss; NaN where the output's gradient was given.</param>
/// <param name="Outputs">[batch, outputs].</param>
/// <param name="Gradients">∂loss/∂parameters, in canonical order.</param>
/// <param name="InputGradients">∂loss/∂inputs [batch, inputs].</param>
/// <param name="Buffers">The buffers afterwards, in canonical order; a predicting pass leaves them as they were.</param>
/// <param name="Distance">See <see cref="DistanceToKink"/>.</param>
public sealed record ReferencePass(double Loss, double[] Outputs, double[] Gradients, double[] InputGradients, double[] Buffers, Lazy<double> Distance)
{
    /// <summary>How far the pass was from where a derivative jumps: differences across a kink prove nothing.</summary>
    public double DistanceToKink => Distance.Value;
}

/// <summary>Names the draws that a layer asks for.</summary>
/// <param name="Layer">The layer's number among all calls that made one, counted from 0.</param>
/// <param name="Ordinal">Its number among the layers that draw, counted from 0.</param>
/// <param name="Kind">Uniform or normal.</param>
/// <param name="Size">Numbers of one example.</param>
public readonly record struct ReferenceStream(int Layer, int Ordinal, ReferenceDraw Kind, int Size);

/// <summary>Fills the draws [batch, size] of a layer.</summary>
public delegate void ReferenceDraws(ReferenceStream stream, Span<double> draws);
