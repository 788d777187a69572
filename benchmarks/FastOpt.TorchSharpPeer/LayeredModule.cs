using System.Globalization;
using System.Text.RegularExpressions;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FastOpt.Benchmarks;

/// <summary>
/// The layers of a case: widths with ReLU between them ("784-128-10"), or the number of inputs and the layers as they are declared
/// ("64;Dense(128);LayerNorm;Gelu;Dense(1)").
/// </summary>
internal sealed partial class LayeredModule : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, string Argument, nn.Module<Tensor, Tensor>? Module)> _layers = [];

    public LayeredModule(string layers)
        : base("layered")
    {
        string[] texts = layers.Contains(';', StringComparison.Ordinal) ? layers.Split(';') : Declared(layers.Split('-'));
        Inputs = int.Parse(texts[0], CultureInfo.InvariantCulture);
        long width = Inputs;
        foreach (string text in texts[1..])
        {
            Match match = Layer().Match(text);
            string name = match.Groups[1].Value, argument = match.Groups[2].Value;
            nn.Module<Tensor, Tensor>? module = Create(name, argument, width);
            if (module is Linear)
                width = long.Parse(argument, CultureInfo.InvariantCulture);
            if (module is not null)
                register_module($"{_layers.Count}", module);
            _layers.Add((name, argument, module));
        }

        Outputs = width;
    }

    public long Inputs { get; }

    public long Outputs { get; }

    public override Tensor forward(Tensor input)
    {
        Dictionary<string, Tensor> marks = [];
        Tensor x = input;
        foreach ((string name, string argument, nn.Module<Tensor, Tensor>? module) in _layers)
        {
            if (module is not null)
                x = module.call(x);
            else if (name == "Mark")
                marks[argument] = x;
            else
                x = x + marks[argument];
        }

        return x;
    }

    private static string[] Declared(string[] widths) =>
        [widths[0], .. widths[1..].SelectMany((width, index) => index < widths.Length - 2 ? new[] { $"Dense({width})", "Relu" } : [$"Dense({width})"])];

    private static nn.Module<Tensor, Tensor>? Create(string name, string argument, long width) => name switch
    {
        "Dense" => nn.Linear(width, long.Parse(argument, CultureInfo.InvariantCulture)),
        "BatchNorm" => nn.BatchNorm1d(width),
        "LayerNorm" => nn.LayerNorm(width),
        "Dropout" => nn.Dropout(double.Parse(argument, CultureInfo.InvariantCulture)),
        "Relu" => nn.ReLU(),
        "Gelu" => nn.GELU(),
        "Mark" or "Add" => null,
        _ => throw new ArgumentException($"The peer has no layer {name}."),
    };

    [GeneratedRegex(@"^(\w+)(?:\((.*)\))?$")]
    private static partial Regex Layer();
}
