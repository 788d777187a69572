using System.Runtime.CompilerServices;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Runtime;

namespace FastOpt.Benchmarks.Convolutions;

/// <summary>A kernel of convolutions, called as a compiled network calls it: a batch of rows, weights laid out in each call, one thread.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Request">How the peer calls it.</param>
/// <param name="Work">Makes it ready for a layer.</param>
internal sealed record ConvolutionKernel(string Name, string Request, Func<ConvolutionLayer, IWork> Work)
{
    // More than any kernel's room for panels, sums and an image; only what is used is touched.
    private const int Scratch = 1 << 21;

    public static ConvolutionKernel Forward { get; } = new("forward", "forward", static layer =>
    {
        Window window = layer.Window;
        AlignedFloats inputs = Random(layer.Batch * layer.ImageFloats), weights = Random(layer.WeightFloats), bias = Random(layer.Filters);
        AlignedFloats outputs = new(layer.Batch * layer.ResultFloats), scratch = new(Scratch);
        return new Repeated(() => Convolution.Forward(
            ref inputs.Span[0], layer.ImageFloats, ref weights.Span[0], ref bias.Span[0], ref outputs.Span[0], layer.ResultFloats,
            ref Unsafe.NullRef<float>(), default(NoActivation), ref scratch.Span[0], layer.Batch, window));
    });

    public static ConvolutionKernel InputGradient { get; } = new("input gradient", "input", static layer =>
    {
        Window window = layer.Window;
        AlignedFloats gradients = Random(layer.Batch * layer.ResultFloats), weights = Random(layer.WeightFloats);
        AlignedFloats results = new(layer.Batch * layer.ImageFloats), scratch = new(Scratch);
        return new Repeated(() => Convolution.InputGradient(
            ref gradients.Span[0], layer.ResultFloats, ref weights.Span[0], ref results.Span[0], layer.ImageFloats,
            ref Unsafe.NullRef<float>(), default(NoActivation), ref scratch.Span[0], layer.Batch, window));
    });

    public static ConvolutionKernel WeightGradient { get; } = new("weight gradient", "weight", static layer =>
    {
        Window window = layer.Window;
        AlignedFloats inputs = Random(layer.Batch * layer.ImageFloats), gradients = Random(layer.Batch * layer.ResultFloats);
        AlignedFloats results = new(layer.WeightFloats), scratch = new(Scratch);
        return new Repeated(() => Convolution.WeightGradient(
            ref inputs.Span[0], layer.ImageFloats, ref gradients.Span[0], layer.ResultFloats, ref results.Span[0], false,
            ref scratch.Span[0], layer.Batch, window, Part.Whole));
    });

    public static ConvolutionKernel PooledInputGradient { get; } = new("input gradient through the pool", "pooled-input", static layer =>
    {
        (Window window, Window pool) = (layer.Window, layer.PoolWindow);
        AlignedFloats gradients = Random(layer.Batch * layer.PooledFloats), places = Places(layer), weights = Random(layer.WeightFloats);
        AlignedFloats results = new(layer.Batch * layer.ImageFloats), scratch = new(Scratch);
        return new Repeated(() => PlacedConvolution.InputGradient(
            ref gradients.Span[0], layer.PooledFloats, ref places.Span[0], layer.PooledFloats, ref weights.Span[0], ref results.Span[0],
            layer.ImageFloats, ref scratch.Span[0], layer.Batch, window, pool));
    });

    public static ConvolutionKernel PooledWeightGradient { get; } = new("weight gradient through the pool", "pooled-weight", static layer =>
    {
        (Window window, Window pool) = (layer.Window, layer.PoolWindow);
        AlignedFloats inputs = Random(layer.Batch * layer.ImageFloats), gradients = Random(layer.Batch * layer.PooledFloats), places = Places(layer);
        AlignedFloats results = new(layer.WeightFloats), scratch = new(Scratch);
        return new Repeated(() => PlacedConvolution.WeightGradient(
            ref inputs.Span[0], layer.ImageFloats, ref gradients.Span[0], layer.PooledFloats, ref places.Span[0], layer.PooledFloats,
            ref results.Span[0], false, ref scratch.Span[0], layer.Batch, window, pool, Part.Whole));
    });

    /// <summary>The kernels that a network needs of a layer: first ones have no input gradient, and behind a maximum gradients go through it.</summary>
    public static IEnumerable<ConvolutionKernel> Of(ConvolutionLayer layer)
    {
        bool isFirst = layer.Channels < 6;
        yield return Forward;
        if (!isFirst)
            yield return InputGradient;
        yield return WeightGradient;
        if (layer.Pool && !isFirst)
            yield return PooledInputGradient;
        if (layer.Pool)
            yield return PooledWeightGradient;
    }

    /// <summary>The share of the FMA peak that it is meant to reach on a layer; null where nothing is asked.</summary>
    public double? Mark(ConvolutionLayer layer) => (Request, layer.Channels) switch
    {
        ("forward" or "weight" or "pooled-weight", 1) => 0.45,
        ("forward" or "weight" or "pooled-weight", < 6) => 0.60,
        ("forward", _) => 0.85,
        ("input", < 16) => 0.60,
        ("input", _) => 0.85,
        ("weight", _) => 0.80,
        ("pooled-weight", _) => 1.50,
        _ => null,
    };

    private static AlignedFloats Random(int count)
    {
        var floats = new AlignedFloats(count);
        RandomData.Normals(new Random(count), count).CopyTo(floats.Span);
        return floats;
    }

    // Which elements the maximum of random results passes on.
    private static AlignedFloats Places(ConvolutionLayer layer)
    {
        AlignedFloats results = Random(layer.Batch * layer.ResultFloats);
        AlignedFloats pooled = new(layer.Batch * layer.PooledFloats), places = new(layer.Batch * layer.PooledFloats);
        Pooling.Largest(
            ref results.Span[0], layer.ResultFloats, ref pooled.Span[0], layer.PooledFloats, ref places.Span[0], layer.PooledFloats, layer.Batch,
            layer.PoolWindow);
        return places;
    }
}
