namespace FastOpt.Training;

/// <summary>A tensor of a network with its values.</summary>
internal sealed record NamedTensor(string Name, int[] Shape, float[] Values)
{
    /// <summary>A network's parameters and buffers by name.</summary>
    public static Dictionary<string, NamedTensor> Of<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        float[] parameters = new float[TNetwork.ParameterCount], buffers = new float[TNetwork.BufferCount];
        network.CopyParametersTo(parameters);
        network.CopyBuffersTo(buffers);
        var tensors = new Dictionary<string, NamedTensor>(StringComparer.Ordinal);
        foreach (TensorInfo tensor in TNetwork.Tensors)
        {
            if (tensor.Role == TensorRole.OptimizerState)
                continue;
            float[] all = tensor.Role == TensorRole.Parameter ? parameters : buffers;
            tensors.Add(tensor.Name, new NamedTensor(tensor.Name, [.. tensor.Shape], all[tensor.Offset..(tensor.Offset + tensor.Count)]));
        }

        return tensors;
    }
}
