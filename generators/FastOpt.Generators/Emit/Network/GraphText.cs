using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// The prediction program as a text, one operation a line: "dense1 [10] = product(x, dense1.weight, dense1.bias)". Shapes are those of one example, in the
/// canonical order; in which order values stand in memory is left out. <c>INetworkGraph</c> says what the lines mean.
/// </summary>
internal sealed class GraphText
{
    private readonly Dictionary<Value, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<string> _lines = [];

    private GraphText()
    {
    }

    /// <summary>The lines, from top to bottom; what stands in braces is C#.</summary>
    public static IReadOnlyList<string> Lines(NetworkProgram program)
    {
        var text = new GraphText();
        StepGraph graph = program.Graph;
        text.Name(graph.Input);
        text._lines.Add($"input x {graph.Input.Shape}");
        foreach (Operation operation in graph.Predict)
            text.Write(operation);
        text._lines.Add($"output {text._names[graph.Prediction]} {program.Spec.Layers[program.Spec.Layers.Count - 1].Output}");
        return text._lines;
    }

    private void Write(Operation operation)
    {
        switch (operation)
        {
            case Load load:
                Same(load.Input, load.X);
                break;
            case Turn turn:
                Same(turn.X, turn.Y);
                break;
            case View view:
                Same(view.X, view.Y);
                break;
            case Product product:
                Line(product.Y, "product", [_names[product.X], .. Tensors(product)]);
                if (product.Activation is { } activation)
                    Write(activation);
                break;
            case WindowProduct product:
                Line(product.Y, "convolution", [_names[product.X], .. Tensors(product)], Window(product.Window));
                if (product.Activation is { } fused)
                    Write(fused);
                break;
            case WindowReduce reduce:
                Line(reduce.Y, reduce.Kind == PoolKind.Max ? "maximum" : "average", [_names[reduce.X]], Window(reduce.Window));
                break;
            case Map map:
                IEnumerable<string> operands = map.Operands.Select(operand => operand.Tensor?.Name ?? _names[operand.Value!]);
                Line(map.Y, "map", [_names[map.X], .. operands], $" {map.Rule.Name}: {{(engine::RuleFormula.Of({NetworkText.Construct(map.Reference)}))}}");
                break;
            case Reduce reduce:
                Line(reduce.Result, "statistics", [_names[reduce.X], .. reduce.Statistics.Select(Reduce.Name)]);
                break;
            case Lookup lookup:
                IEnumerable<string> columns = lookup.Of.Columns.Select(static column => Literals.Number(column));
                Line(lookup.Y, "lookup", [_names[lookup.X], lookup.Table.Name], $" of {string.Join(" ", columns)}");
                break;
            case Combine combine:
                Line(combine.Y, combine.Combination == Combination.Add ? "add" : "multiply", [_names[combine.A], _names[combine.B]]);
                break;
            case Concat concat:
                Line(concat.Y, "concat", [_names[concat.A], _names[concat.B]]);
                break;
            default:
                throw new InvalidOperationException($"{operation.Formula} has no line in a network's graph.");
        }
    }

    private static IEnumerable<string> Tensors(IProduct product) => product.Bias is { } bias ? [product.Weight.Name, bias.Name] : [product.Weight.Name];

    private void Line(Value result, string operation, IEnumerable<string> arguments, string rest = "")
    {
        string name = Name(result);
        _lines.Add($"{name} {result.Shape} = {operation}({string.Join(", ", arguments)}){rest}");
    }

    private string Name(Value value)
    {
        string name = Identifiers.Unique(value.Name, _taken);
        _names.Add(value, name);
        return name;
    }

    /// <summary>The same elements under another name: a line only where their shape is another one.</summary>
    private void Same(Value x, Value y)
    {
        if (x.Shape != y.Shape)
        {
            Line(y, "reshape", [_names[x]]);
            return;
        }

        _names.Add(y, _names[x]);
    }

    /// <summary>" of 1x28x28, window 3x3, step 1x1, dilation 1x1, padding 1 1 1 1, groups 1"; what says nothing is left out.</summary>
    private static string Window(WindowSpec window)
    {
        static string Both(int down, int right) => $"{Literals.Number(down)}x{Literals.Number(right)}";
        int bottom = Behind(window.Height + window.Top, window.KernelHeight, window.DilationDown, window.StrideDown, window.ResultHeight);
        int right = Behind(window.Width + window.Left, window.KernelWidth, window.DilationRight, window.StrideRight, window.ResultWidth);
        string image = $"{Literals.Number(window.Channels)}x{Both(window.Height, window.Width)}";
        string step = window is { StrideDown: 1, StrideRight: 1 } ? "" : $", step {Both(window.StrideDown, window.StrideRight)}";
        string dilation = window is { DilationDown: 1, DilationRight: 1 } ? "" : $", dilation {Both(window.DilationDown, window.DilationRight)}";
        string padding = window is { Top: 0, Left: 0 } && bottom == 0 && right == 0
            ? ""
            : $", padding {string.Join(" ", new[] { window.Top, window.Left, bottom, right }.Select(static side => Literals.Number(side)))}";
        string groups = window.Groups == 1 ? "" : $", groups {Literals.Number(window.Groups)}";
        return $" of {image}, window {Both(window.KernelHeight, window.KernelWidth)}{step}{dilation}{padding}{groups}";
    }

    /// <summary>Elements behind the image that the last window sees.</summary>
    private static int Behind(int size, int kernel, int dilation, int stride, int results) =>
        Math.Max(0, ((results - 1) * stride) + ((kernel - 1) * dilation) + 1 - size);
}
