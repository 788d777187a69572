namespace FastOpt.Training;

/// <summary>Writes a whole file: the message ModelProto.</summary>
internal static class OnnxModel
{
    private const int IrVersion = 8, Opset = 17;

    /// <summary>A message of Protocol Buffers has at most 2³¹ − 1 bytes; all that is no weight fits into the rest.</summary>
    private const long MaxBytes = 2_000_000_000;

    /// <summary>Writes a network.</summary>
    /// <param name="network">Its name.</param>
    /// <param name="program">What it computes.</param>
    /// <param name="tensors">Its parameters and buffers by name.</param>
    /// <param name="options">What is written besides.</param>
    public static byte[] Write(string network, GraphProgram program, Dictionary<string, NamedTensor> tensors, OnnxOptions options)
    {
        int[] input = InputShape(network, program, options);
        IReadOnlyList<string> names = InputNames(network, program, options);
        CheckOutputs(network, program, options);
        if (tensors.Values.Sum(static tensor => (long)tensor.Values.Length) * sizeof(float) > MaxBytes)
            throw new NotSupportedException($"{network} cannot be written as ONNX: a file holds at most 2 GB, and its weights are more.");
        if (options.Fold)
            program = BatchNormFold.Run(program, tensors);
        var export = new GraphExport(network, program, tensors);
        string result = export.Run(input, options);
        var writer = new ProtobufWriter();
        writer.Write(1, IrVersion);
        writer.Write(2, "FastOpt.Training");
        writer.Write(3, typeof(OnnxModel).Assembly.GetName().Version!.ToString(3));
        string before = options.Normalizer is null ? "" : ", of inputs as they are", behind = options.Softmax ? ", with a softmax behind" : "";
        writer.Write(6, $"{network}, as its Predict computes it{before}{behind}.");
        if (names.Count > 0)
        {
            writer.Write(14, entry =>
            {
                entry.Write(1, "input_names");
                entry.Write(2, string.Join('\n', names));
            });
        }

        writer.Write(7, graph => export.Graph.WriteTo(graph, network, input, result, program.OutputShape));

        // Last of all, so that no part of the file is a whole one.
        writer.Write(8, set => set.Write(2, Opset));
        return writer.Bytes.ToArray();
    }

    private static int[] InputShape(string network, GraphProgram program, OnnxOptions options)
    {
        if (options.InputShape is null)
            return program.Input;
        long size = options.InputShape.Aggregate(1L, static (product, extent) => extent < 1 ? 0 : product * extent);
        if (options.InputShape.Count == 0 || size != GraphExport.SizeOf(program.Input))
        {
            string declared = ReadTensor.Text(program.Input), wanted = ReadTensor.Text(options.InputShape);
            throw new ArgumentException(
                $"{network} takes examples of {GraphExport.SizeOf(program.Input)} floats, {declared}; the InputShape is {wanted}.", nameof(options));
        }

        return [.. options.InputShape];
    }

    private static void CheckOutputs(string network, GraphProgram program, OnnxOptions options)
    {
        if (options.TargetNormalizer is not { } targets)
            return;
        int size = GraphExport.SizeOf(program.OutputShape);
        if (targets.Size != size)
            throw new ArgumentException($"{network} puts out {size} floats; the TargetNormalizer is for {targets.Size}.", nameof(options));
        if (options.Softmax)
            throw new ArgumentException("A Softmax is for classes, and a TargetNormalizer for numbers; there are both.", nameof(options));
    }

    private static IReadOnlyList<string> InputNames(string network, GraphProgram program, OnnxOptions options)
    {
        int size = GraphExport.SizeOf(program.Input);
        if (options.Normalizer is { } normalizer && normalizer.Size != size)
            throw new ArgumentException($"{network} takes examples of {size} floats; the Normalizer is for {normalizer.Size}.", nameof(options));
        IReadOnlyList<string> names = options.InputNames.Count > 0 ? options.InputNames : options.Normalizer?.Names ?? [];
        if (names.Count > 0 && names.Count != size)
            throw new ArgumentException($"{network} takes examples of {size} floats; there are {names.Count} InputNames.", nameof(options));
        if (names.FirstOrDefault(static name => name.Contains('\n')) is { } broken)
            throw new ArgumentException($"The input name '{broken}' has more than one line.", nameof(options));
        return names;
    }
}
