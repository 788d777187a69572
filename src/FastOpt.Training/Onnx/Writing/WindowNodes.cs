namespace FastOpt.Training;

/// <summary>Writes convolutions and pools. A signal has one direction, an image two.</summary>
internal static class WindowNodes
{
    public static void Convolution(GraphExport export, GraphLine line)
    {
        GraphWindow window = line.Window!;
        bool isSignal = export.TensorOf(line.Arguments[1]).Shape.Length == 3;
        string[] inputs = [Image(export, line, isSignal), .. line.Arguments.Skip(1).Select(export.Tensor)];
        List<OnnxAttribute> attributes = Attributes(window, isSignal);
        attributes.Add(new OnnxAttribute("dilations", Directions(window.Dilations, isSignal)));
        attributes.Add(new OnnxAttribute("group", window.Groups));
        export.Made(line, export.Graph.Add("Conv", inputs, attributes));
    }

    public static void Pool(GraphExport export, GraphLine line)
    {
        GraphWindow window = line.Window!;
        bool isMaximum = line.Operation == "maximum";
        bool isSignal = line.Shape.Length == 2 || (line.Shape.Length == 1 && window.Image[1] == 1);
        string image = Image(export, line, isSignal);
        if (window.Kernel.AsSpan().SequenceEqual(window.Image.AsSpan(1)) && window.Padding.All(static side => side == 0))
        {
            string pooled = export.Graph.Add(isMaximum ? "GlobalMaxPool" : "GlobalAveragePool", [image]);
            export.Made(line, pooled, isSignal ? [window.Image[0], 1] : [window.Image[0], 1, 1]);
            return;
        }

        List<OnnxAttribute> attributes = Attributes(window, isSignal);
        if (isMaximum)
            attributes.Add(new OnnxAttribute("dilations", Directions(window.Dilations, isSignal)));
        else
            attributes.Add(new OnnxAttribute("count_include_pad", 1));
        export.Made(line, export.Graph.Add(isMaximum ? "MaxPool" : "AveragePool", [image], attributes));
    }

    private static string Image(GraphExport export, GraphLine line, bool isSignal)
    {
        int[] image = line.Window!.Image;
        return export.Shaped(line.Arguments[0], isSignal ? [image[0], image[2]] : image);
    }

    private static List<OnnxAttribute> Attributes(GraphWindow window, bool isSignal) =>
    [
        new("kernel_shape", Directions(window.Kernel, isSignal)),
        new("strides", Directions(window.Strides, isSignal)),
        new("pads", isSignal ? [window.Padding[1], window.Padding[3]] : window.Padding),
    ];

    private static int[] Directions(int[] both, bool isSignal) => isSignal ? [both[1]] : both;
}
