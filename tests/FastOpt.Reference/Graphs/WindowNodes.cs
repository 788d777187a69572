namespace FastOpt.Reference.Graphs;

/// <summary>A window that slides over an image [channels, height, width] or, with one row, over a signal [channels, length].</summary>
/// <param name="Height">Rows of the window.</param>
/// <param name="Width">Columns of the window.</param>
public sealed record ReferenceWindow(int Height, int Width)
{
    /// <summary>Elements from one place to the next, down and right.</summary>
    public (int Down, int Right) Stride { get; init; } = (1, 1);

    /// <summary>Elements from one element of the window to the next, down and right.</summary>
    public (int Down, int Right) Dilation { get; init; } = (1, 1);

    /// <summary>What is seen beyond the image on each side.</summary>
    public (int Top, int Bottom, int Left, int Right) Padding { get; init; }

    /// <summary>Places of the window; none where it sees more than there is.</summary>
    public (int Rows, int Columns) PlacesOver(int height, int width) => (
        Places(height + Padding.Top + Padding.Bottom, (Dilation.Down * (Height - 1)) + 1, Stride.Down),
        Places(width + Padding.Left + Padding.Right, (Dilation.Right * (Width - 1)) + 1, Stride.Right));

    /// <summary>The element of the image that an element of the window sees at a place, or null beyond the image.</summary>
    internal int? Seen((int Row, int Column) place, (int Row, int Column) element, int height, int width)
    {
        int row = (place.Row * Stride.Down) + (element.Row * Dilation.Down) - Padding.Top;
        int column = (place.Column * Stride.Right) + (element.Column * Dilation.Right) - Padding.Left;
        return row < 0 || row >= height || column < 0 || column >= width ? null : (row * width) + column;
    }

    private static int Places(int size, int seen, int stride) => seen > size ? 0 : ((size - seen) / stride) + 1;
}

/// <summary>What all windows share: the extents of image and result.</summary>
internal abstract class WindowNode : GraphNode
{
    private readonly bool _isSignal;

    protected WindowNode(string kind, GraphNode input, int channels, ReferenceWindow window, bool dropsPositions = false)
        : base(kind, dropsPositions ? [channels] : ShapeOf(input, channels, window), input)
    {
        _isSignal = input.Shape.Length == 2;
        Window = window;
        (int rows, int columns) = window.PlacesOver(ImageHeight, ImageWidth);
        Seen = [.. from row in Enumerable.Range(0, rows) from column in Enumerable.Range(0, columns) select SeenAt((row, column)).ToArray()];
    }

    protected ReferenceWindow Window { get; }

    protected int ImageHeight => _isSignal ? 1 : Inputs[0].Shape[1];

    protected int ImageWidth => Inputs[0].Shape[^1];

    /// <summary>What the window sees of the image at each place, row by row, with the number of the window's element.</summary>
    protected (int Pixel, int Element)[][] Seen { get; }

    private IEnumerable<(int Pixel, int Element)> SeenAt((int Row, int Column) place)
    {
        for (int row = 0; row < Window.Height; row++)
        {
            for (int column = 0; column < Window.Width; column++)
            {
                if (Window.Seen(place, (row, column), ImageHeight, ImageWidth) is { } pixel)
                    yield return (pixel, (row * Window.Width) + column);
            }
        }
    }

    private static int[] ShapeOf(GraphNode input, int channels, ReferenceWindow window)
    {
        bool isSignal = input.Shape.Length == 2;
        (int rows, int columns) = window.PlacesOver(isSignal ? 1 : input.Shape[1], input.Shape[^1]);
        return isSignal ? [channels, columns] : [channels, rows, columns];
    }
}

/// <summary>y[f, place] = b[f] + Σ W[f, c, element]·x[c, seen] over the channels of the filter's group.</summary>
internal sealed class ConvolutionNode(GraphNode input, int filters, ReferenceWindow window, int groups, bool hasBias) : WindowNode(
    "conv", input, filters, window)
{
    private readonly int _groupChannels = input.Channels / groups;
    private readonly int _groupFilters = filters / groups;
    private readonly int _area = window.Height * window.Width;

    public override IReadOnlyList<Declared> Parameters { get; } = hasBias
        ? [new("weight", WeightShape(input, filters, window, groups), null), new("bias", [filters], null)]
        : [new("weight", WeightShape(input, filters, window, groups), null)];

    private int WeightCount => Channels * _groupChannels * _area;

    public override double[] Forward(NodeState state, double[][] inputs)
    {
        var y = new double[state.Batch * Size];
        ForEach(state.Batch, (result, weight, pixel, filter) =>
        {
            if (weight < 0)
                y[result] += hasBias ? state.Parameters[WeightCount + filter] : 0;
            else
                y[result] += state.Parameters[weight] * inputs[0][pixel];
        });
        return y;
    }

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients) =>
        ForEach(state.Batch, (result, weight, pixel, filter) =>
        {
            if (weight >= 0)
            {
                state.Gradients[weight] += gradient[result] * inputs[0][pixel];
                inputGradients[0][pixel] += gradient[result] * state.Parameters[weight];
            }
            else if (hasBias)
            {
                state.Gradients[WeightCount + filter] += gradient[result];
            }
        });

    /// <summary>Every product of every sum; a weight of −1 stands for the bias.</summary>
    private void ForEach(int batch, Action<int, int, int, int> term)
    {
        int positions = ImageHeight * ImageWidth;
        for (int e = 0; e < batch; e++)
        {
            for (int f = 0; f < Channels; f++)
            {
                for (int place = 0; place < Seen.Length; place++)
                {
                    int result = (e * Size) + (f * Seen.Length) + place;
                    term(result, -1, -1, f);
                    for (int c = 0; c < _groupChannels; c++)
                    {
                        int channel = (f / _groupFilters * _groupChannels) + c;
                        foreach ((int pixel, int element) in Seen[place])
                            term(result, (((f * _groupChannels) + c) * _area) + element, (e * Inputs[0].Size) + (channel * positions) + pixel, f);
                    }
                }
            }
        }
    }

    private static int[] WeightShape(GraphNode input, int filters, ReferenceWindow window, int groups) => input.Shape.Length == 2
        ? [filters, input.Channels / groups, window.Width]
        : [filters, input.Channels / groups, window.Height, window.Width];
}

/// <summary>The largest element that the window sees of each channel: the first one in scan order.</summary>
internal sealed class MaxPoolNode(GraphNode input, ReferenceWindow window, bool dropsPositions = false)
    : WindowNode("maxpool", input, input.Channels, window, dropsPositions)
{
    private const double RoundingOfDoubles = 1e-13;

    public override double[] Forward(NodeState state, double[][] inputs)
    {
        var y = new double[state.Batch * Size];
        foreach ((int result, int pixel) in Largest(state.Batch, inputs[0]))
            y[result] = inputs[0][pixel];
        return y;
    }

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients)
    {
        foreach ((int result, int pixel) in Largest(state.Batch, inputs[0]))
            inputGradients[0][pixel] += gradient[result];
    }

    /// <summary>
    /// Half of the distance between the two largest values of a window. Equal ones, such as the zeros behind a Relu or sums that see the same elements, stay
    /// equal beside this point, so it does not matter which is taken.
    /// </summary>
    public override double DistanceToKink(NodeState state, double[][] inputs)
    {
        double least = double.PositiveInfinity;
        foreach ((int _, IEnumerable<int> pixels) in Windows(state.Batch))
        {
            double largest = pixels.Max(pixel => inputs[0][pixel]);
            foreach (int pixel in pixels.Where(pixel => inputs[0][pixel] < largest - RoundingOfDoubles))
                least = Math.Min(least, (largest - inputs[0][pixel]) / 2);
        }

        return least;
    }

    private IEnumerable<(int Result, int Pixel)> Largest(int batch, double[] x) =>
        Windows(batch).Select(window => (window.Result, window.Pixels.Aggregate((one, other) => x[other] > x[one] ? other : one)));

    private IEnumerable<(int Result, IEnumerable<int> Pixels)> Windows(int batch) =>
        from e in Enumerable.Range(0, batch)
        from c in Enumerable.Range(0, Channels)
        from place in Enumerable.Range(0, Seen.Length)
        select ((e * Size) + (c * Seen.Length) + place,
            Seen[place].Select(seen => (e * Inputs[0].Size) + (c * ImageHeight * ImageWidth) + seen.Pixel));
}

/// <summary>The mean of what the window sees of each channel; beyond the image it sees zeros, which count.</summary>
internal sealed class AveragePoolNode(GraphNode input, ReferenceWindow window, bool dropsPositions = false)
    : WindowNode("averagepool", input, input.Channels, window, dropsPositions)
{
    private double Share => 1.0 / (Window.Height * Window.Width);

    public override double[] Forward(NodeState state, double[][] inputs)
    {
        var y = new double[state.Batch * Size];
        ForEach(state.Batch, (result, pixel) => y[result] += inputs[0][pixel] * Share);
        return y;
    }

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients) =>
        ForEach(state.Batch, (result, pixel) => inputGradients[0][pixel] += gradient[result] * Share);

    private void ForEach(int batch, Action<int, int> element)
    {
        for (int e = 0; e < batch; e++)
        {
            for (int c = 0; c < Channels; c++)
            {
                for (int place = 0; place < Seen.Length; place++)
                {
                    foreach ((int pixel, int _) in Seen[place])
                        element((e * Size) + (c * Seen.Length) + place, (e * Inputs[0].Size) + (c * ImageHeight * ImageWidth) + pixel);
                }
            }
        }
    }
}

/// <summary>The same elements in another shape.</summary>
internal sealed class ReshapeNode(GraphNode input, params int[] shape) : GraphNode("reshape", shape, input)
{
    public override double[] Forward(NodeState state, double[][] inputs) => [.. inputs[0]];

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients)
    {
        for (int i = 0; i < gradient.Length; i++)
            inputGradients[0][i] += gradient[i];
    }
}
