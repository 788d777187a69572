using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>Reads <c>[Embedding(100, 8, Columns = new[] { 0, 3 })]</c>.</summary>
internal static class EmbeddingReader
{
    /// <summary>Floats of a table: offsets are ints.</summary>
    private const int LargestTable = 1 << 28;

    public static void Read(AttributeData attribute, LayerStack stack)
    {
        int[] sizes = [.. attribute.ConstructorArguments.Select(static argument => argument.Value is int value ? value : 1)];
        if (sizes.Length != 2)
            return;
        (int count, int size) = (sizes[0], sizes[1]);
        string name = FormattableString.Invariant($"Embedding({count}, {size})");
        WeightedOptions options = WeightedReader.Read(attribute, name, stack);
        if (Columns(attribute, stack, name, count, size) is not { } columns)
            return;
        var lookup = new LookupSpec { Inputs = stack.Shape.Size, Count = count, Size = size, Columns = columns };
        long largest = Math.Max((long)count * size, lookup.Outputs);
        if (lookup.Outputs > NetworkParser.LargestSize || largest > LargestTable)
        {
            bool isWide = lookup.Outputs > NetworkParser.LargestSize;
            (string what, int most) = isWide ? ("The size behind ", NetworkParser.LargestSize) : ("The table of ", LargestTable);
            stack.Diagnostics.Add(DiagnosticDescriptors.SizeOutOfRange, stack.LocationOf(attribute), what + name, largest, most);
            return;
        }

        stack.Add(
            new EmbeddingLayer
            {
                Name = stack.NewName("embedding"),
                Input = stack.Shape,
                Output = TensorShape.Vector((int)lookup.Outputs),
                Lookup = lookup,
                IsLazy = attribute.NamedArguments.Any(static argument => argument is { Key: "Lazy", Value.Value: true }),
                HasBias = false,
                Initializer = options.Initializer.Length == 0 ? "new global::FastOpt.Normal()" : options.Initializer,
                LearningRateScale = options.LearningRateScale,
                WeightDecayScale = options.WeightDecayScale,
                IsFrozen = options.IsFrozen,
            },
            attribute);
    }

    /// <summary>The inputs that select vectors; null where what is said of them does not fit, which is reported.</summary>
    private static EquatableArray<int>? Columns(AttributeData attribute, LayerStack stack, string name, int count, int size)
    {
        int inputs = stack.Shape.Size;
        int? first = null;
        int[]? columns = null;
        foreach ((string key, TypedConstant value) in attribute.NamedArguments.Select(static argument => (argument.Key, argument.Value)))
        {
            if (key == "First" && value.Value is int given)
                first = given;
            else if (key == "Columns" && value is { Kind: TypedConstantKind.Array, IsNull: false })
                columns = [.. value.Values.Select(static item => item.Value is int column ? column : -1)];
        }

        if (!ReadsInputs(stack))
            return Refuse("it reads the network's own inputs, so it is the first layer, or follows a From of what is marked there");
        if (stack.Shape.Extents.Count > 1)
            return Refuse("it takes inputs without channels, Network(n)");
        if (count is < 1 or > NetworkParser.LargestSize || size is < 1 or > NetworkParser.LargestSize)
            return Refuse(FormattableString.Invariant($"count and size are 1 to {NetworkParser.LargestSize}"));
        if (first is not null && columns is not null)
            return Refuse("First and Columns both say which inputs are numbers of vectors");
        if (first is { } some && (some < 1 || some > inputs))
            return Refuse(FormattableString.Invariant($"First is {some}, but it is 1 to {inputs}"));
        if (columns is null)
            return Enumerable.Range(0, first ?? inputs).ToEquatableArray();
        if (columns.Length == 0)
            return Refuse("Columns is empty");
        if (Array.FindIndex(columns, column => column < 0 || column >= inputs) is >= 0 and var wrong)
            return Refuse(FormattableString.Invariant($"Columns has {columns[wrong]}, but inputs are counted from 0 to {inputs - 1}"));
        Array.Sort(columns);
        for (int i = 1; i < columns.Length; i++)
        {
            if (columns[i] == columns[i - 1])
                return Refuse(FormattableString.Invariant($"Columns has {columns[i]} twice"));
        }

        return columns.ToEquatableArray();

        EquatableArray<int>? Refuse(string reason)
        {
            stack.Diagnostics.Add(DiagnosticDescriptors.LayerDoesNotFit, stack.LocationOf(attribute), name, stack.Shape, reason);
            return null;
        }
    }

    /// <summary>Whether the value here is what the caller brings.</summary>
    private static bool ReadsInputs(LayerStack stack)
    {
        bool isInput = true;
        var marks = new HashSet<string>(StringComparer.Ordinal);
        foreach ((LayerSpec layer, _) in stack.Layers)
        {
            if (layer is MarkLayer mark)
            {
                if (isInput)
                    marks.Add(mark.Label);
            }
            else
            {
                isInput = layer is FromLayer from && marks.Contains(from.Label);
            }
        }

        return isInput;
    }
}
