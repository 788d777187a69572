using System.Globalization;
using FastOpt.Benchmarks.Peers;
using TorchSharp;
using static TorchSharp.torch;

namespace FastOpt.Benchmarks;

/// <summary>The layers of a case, as <see cref="LayerText"/> reads them.</summary>
internal sealed class LayeredModule : nn.Module<Tensor, Tensor>
{
    private readonly List<(LayerText Layer, nn.Module<Tensor, Tensor>? Module)> _layers = [];

    public LayeredModule(string text)
        : base("layered")
    {
        (Inputs, LayerText[] layers) = LayerText.Parse(text);
        long[] shape = Inputs;
        foreach (LayerText layer in layers)
        {
            nn.Module<Tensor, Tensor>? module = Create(layer, shape[0]);
            if (module is not null)
            {
                register_module($"{_layers.Count}", module);
                module.eval();
                using DisposeScope scope = NewDisposeScope();
                shape = module.call(zeros([1, .. shape])).shape[1..];
            }

            _layers.Add((layer, module));
        }

        Outputs = shape[0];
    }

    /// <summary>The extents of an example.</summary>
    public long[] Inputs { get; }

    public long Outputs { get; }

    public override Tensor forward(Tensor input)
    {
        Dictionary<string, Tensor> marks = [];
        Tensor x = input;
        foreach ((LayerText layer, nn.Module<Tensor, Tensor>? module) in _layers)
        {
            if (module is not null)
                x = module.call(x);
            else if (layer.Name == "Mark")
                marks[layer.Argument] = x;
            else
                x = x + marks[layer.Argument];
        }

        return x;
    }

    private static nn.Module<Tensor, Tensor>? Create(LayerText layer, long channels) => layer.Name switch
    {
        "Dense" => nn.Linear(channels, layer.Sizes[0]),
        "Conv2D" => nn.Conv2d(channels, layer.Sizes[0], layer.Sizes[1], padding: layer.Option("Padding", 0)),
        "Conv1D" => nn.Conv1d(channels, layer.Sizes[0], layer.Sizes[1], padding: layer.Option("Padding", 0)),
        "MaxPool2D" => nn.MaxPool2d(layer.Sizes[0]),
        "MaxPool1D" => nn.MaxPool1d(layer.Sizes[0]),
        "Flatten" => nn.Flatten(),
        "BatchNorm" => nn.BatchNorm1d(channels),
        "LayerNorm" => nn.LayerNorm(channels),
        "Dropout" => nn.Dropout(double.Parse(layer.Argument, CultureInfo.InvariantCulture)),
        "Relu" => nn.ReLU(),
        "Gelu" => nn.GELU(),
        "Mark" or "Add" => null,
        _ => throw new ArgumentException($"the peer has no layer {layer.Name}."),
    };
}
