using System.Globalization;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>Infers a window from what its attribute says and the shape that stands before it; what does not fit is reported with both.</summary>
/// <param name="attribute">The layer.</param>
/// <param name="directions">Over how many directions the window slides.</param>
/// <param name="stack">The layers so far.</param>
internal sealed class WindowForm(AttributeData attribute, int directions, LayerStack stack)
{
    /// <summary>"Conv2D(32, 3)".</summary>
    public string Name { get; } = $"{attribute.AttributeClass!.Name.Replace("Attribute", "")}({string.Join(", ", Sizes(attribute))})";

    private TensorShape Shape => stack.Shape;

    private int Height => directions == 2 ? Shape.Extents[1] : 1;

    private int Width => Shape.Extents[directions];

    /// <summary>The shape behind the window.</summary>
    public TensorShape Result(WindowSpec window) => directions == 1
        ? new TensorShape([window.Filters, window.ResultWidth])
        : new TensorShape([window.Filters, window.ResultHeight, window.ResultWidth]);

    /// <summary>The window of a convolution, or null.</summary>
    public WindowSpec? Convolution(int filters, int kernelHeight, int kernelWidth)
    {
        if (!HasImage() || !IsPositive("filters", filters))
            return null;
        if (!IsPositive("the kernel's height", kernelHeight) || !IsPositive("the kernel's width", kernelWidth))
            return null;
        (int stride, int dilation, int padding, int groups) = (Option("Stride", 1), Option("Dilation", 1), Option("Padding", 0), Option("Groups", 1));
        bool isSame = attribute.NamedArguments.Any(static argument => argument is { Key: "Same", Value.Value: true });
        if (!IsPositive("Stride", stride) || !IsPositive("Dilation", dilation) || !IsPositive("Groups", groups) || !IsNotNegative("Padding", padding))
            return null;
        if (Shape.Channels % groups != 0 || filters % groups != 0)
            return Refuse(FormattableString.Invariant($"{groups} groups divide neither both {Shape.Channels} channels nor {filters} filters evenly"));
        if (isSame && padding > 0)
            return Refuse(FormattableString.Invariant($"Same chooses the padding, so Padding = {padding} has no place beside it"));
        (int height, int width) = (directions == 1 ? 1 : kernelHeight, kernelWidth);
        if (Window(filters, (height, width), stride, dilation, isSame ? null : padding) is not { } window)
            return null;
        long weights = Product(height, width, Shape.Channels / groups, filters);
        return Fits($"The number of weights of {Name}", weights, LargestPlane) ? window with { Groups = groups } : null;
    }

    /// <summary>The window of a pool, or null.</summary>
    public WindowSpec? Pool(int kernelHeight, int kernelWidth)
    {
        if (!HasImage() || !IsPositive("the window's height", kernelHeight) || !IsPositive("the window's width", kernelWidth))
            return null;
        (int strideDown, int strideRight, int padding) = (Option("Stride", kernelHeight), Option("Stride", kernelWidth), Option("Padding", 0));
        if (!IsPositive("Stride", strideRight) || !IsNotNegative("Padding", padding))
            return null;
        int smallest = directions == 1 ? kernelWidth : Math.Min(kernelHeight, kernelWidth);
        if (padding > smallest / 2)
            return Refuse(FormattableString.Invariant($"Padding = {padding} is more than half of the window, so a window could see nothing of the image"));
        WindowSpec? window = Window(Shape.Channels, (directions == 1 ? 1 : kernelHeight, kernelWidth), strideRight, 1, padding);
        return window is null || directions == 1
            ? window
            : window with { StrideDown = strideDown, ResultHeight = Results(Height + (2 * padding), kernelHeight, strideDown) };
    }

    /// <summary>The window that sees the whole image, or null.</summary>
    public WindowSpec? Global() => directions is 1 or 2
        ? Window(Shape.Channels, (Height, Width), 1, 1, 0)
        : Refuse("it takes [channels, length] or [channels, height, width]");

    private WindowSpec? Window(int filters, (int Height, int Width) kernel, int stride, int dilation, int? padding)
    {
        (int strideDown, int dilationDown) = directions == 1 ? (1, 1) : (stride, dilation);
        (long seenDown, long seenRight) = (((kernel.Height - 1L) * dilationDown) + 1, ((kernel.Width - 1L) * dilation) + 1);
        (int top, int bottom) = directions == 1 ? (0, 0) : Border(Height, seenDown, strideDown, padding);
        (int left, int right) = Border(Width, seenRight, stride, padding);
        (long height, long width) = ((long)Height + top + bottom, (long)Width + left + right);
        if (seenDown > height || seenRight > width)
        {
            return Refuse(directions == 1
                ? FormattableString.Invariant($"the window sees {seenRight} elements, and the padded signal has {width}")
                : FormattableString.Invariant($"the window sees {seenDown} × {seenRight} elements, and the padded image has {height} × {width}"));
        }

        long size = Product(filters, Results(height, seenDown, strideDown), Results(width, seenRight, stride));
        long seen = Product(Math.Max(height, Height + seenDown), Math.Max(width, Width + seenRight), Math.Max(Shape.Channels, filters));
        if (!Fits($"The size behind {Name}", size, NetworkParser.LargestSize) || !Fits($"What {Name} sees of an image", seen, LargestPlane))
            return null;
        return new WindowSpec
        {
            Channels = Shape.Channels,
            Height = Height,
            Width = Width,
            Filters = filters,
            ResultHeight = Results(height, seenDown, strideDown),
            ResultWidth = Results(width, seenRight, stride),
            KernelHeight = kernel.Height,
            KernelWidth = kernel.Width,
            StrideDown = strideDown,
            StrideRight = stride,
            DilationDown = dilationDown,
            DilationRight = dilation,
            Top = top,
            Left = left,
        };
    }

    /// <summary>Floats of what windows may see of an image, and of the weights that slide: offsets are ints.</summary>
    private const long LargestPlane = 1 << 26;

    private bool Fits(string what, long size, long largest)
    {
        if (size <= largest)
            return true;
        stack.Diagnostics.Add(DiagnosticDescriptors.SizeOutOfRange, stack.LocationOf(attribute), what, size, largest);
        return false;
    }

    /// <summary>A product of sizes; the largest number where it is larger than any.</summary>
    private static long Product(params long[] sizes) =>
        sizes.Aggregate(1L, static (product, size) => product > long.MaxValue / Math.Max(1, size) ? long.MaxValue : product * size);

    /// <summary>What is added before and behind. Null stands for as much as gives one result for each stride, more behind than before.</summary>
    private static (int Before, int Behind) Border(int size, long seen, int stride, int? padding)
    {
        if (padding is { } both)
            return (both, both);
        int results = (size + stride - 1) / stride;
        int all = (int)Math.Min(int.MaxValue / 4, Math.Max(0, ((results - 1L) * stride) + seen - size));
        return (all / 2, all - (all / 2));
    }

    private static int Results(long size, long seen, int stride) => (int)((size - seen) / stride) + 1;

    private bool HasImage()
    {
        if (Shape.Extents.Count == directions + 1)
            return true;
        string image = directions == 1 ? "channels, length" : "channels, height, width";
        Refuse($"it takes [{image}]; declare [Network({image})] or [Reshape]");
        return false;
    }

    private int Option(string name, int usual) =>
        attribute.NamedArguments.Where(argument => argument.Key == name).Select(static argument => argument.Value.Value as int?).FirstOrDefault() ?? usual;

    private bool IsPositive(string name, int value) => IsAtLeast(name, value, 1);

    private bool IsNotNegative(string name, int value) => IsAtLeast(name, value, 0);

    private bool IsAtLeast(string name, int value, int least)
    {
        if (value >= least && value <= NetworkParser.LargestSize)
            return true;
        Refuse(FormattableString.Invariant($"{name} is {value}, but it is {least} to {NetworkParser.LargestSize}"));
        return false;
    }

    private static IEnumerable<string> Sizes(AttributeData attribute) =>
        attribute.ConstructorArguments.Select(static argument => string.Format(CultureInfo.InvariantCulture, "{0}", argument.Value));

    private WindowSpec? Refuse(string reason)
    {
        stack.Diagnostics.Add(DiagnosticDescriptors.LayerDoesNotFit, stack.LocationOf(attribute), Name, Shape, reason);
        return null;
    }
}
