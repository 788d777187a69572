using System.Globalization;

namespace FastOpt.Training;

/// <summary>A network's parameters and buffers as tensors, and back.</summary>
internal static class NetworkWeights
{
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    public static byte[] ToBytes<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged =>
            SafeTensorsFile.ToBytes(
                [.. NamedTensor.Of(network).Values.Select(static tensor => SafeTensor.From(tensor.Name, tensor.Shape, tensor.Values))], Metadata);

    public static void Load<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, SafeTensorsFile file, string path)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        float[] parameters = new float[TNetwork.ParameterCount], buffers = new float[TNetwork.BufferCount];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (TensorInfo tensor in TNetwork.Tensors)
        {
            if (tensor.Role == TensorRole.OptimizerState)
                continue;
            known.Add(tensor.Name);
            SafeTensor stored = file.Find(tensor.Name)
                ?? throw Another($"it has no tensor \"{tensor.Name}\", which the network has; its tensors are {Names(file)}");
            if (!stored.Shape.SequenceEqual(tensor.Shape))
                throw Another($"its tensor \"{tensor.Name}\" is {SafeTensor.Text(stored.Shape)}, but the network's is {SafeTensor.Text(tensor.Shape)}");
            stored.ToFloats().CopyTo((tensor.Role == TensorRole.Parameter ? parameters : buffers).AsSpan(tensor.Offset));
        }

        foreach (SafeTensor other in file.Tensors)
        {
            if (!known.Contains(other.Name) && !other.Name.EndsWith(".num_batches_tracked", StringComparison.Ordinal))
                throw Another($"it has a tensor \"{other.Name}\", which the network has not");
        }

        network.LoadParameters(parameters);
        network.LoadBuffers(buffers);

        InvalidDataException Another(FormattableString what) =>
            new($"{path} is not of {TNetwork.Summary.Name}: {what.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static string Names(SafeTensorsFile file) => string.Join(", ", file.Tensors.Select(static tensor => tensor.Name));
}
