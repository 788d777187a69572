using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// A network's state (<see cref="INetwork{TSelf, TTarget}.CopyStateTo"/>) as tensors under their names, and the rest. The state ends with the floats of all
/// tensors, parameters, buffers, optimizer states, each in canonical order, then the gradients that wait where a network accumulates them, and 4 bytes of
/// checksum.
/// </summary>
internal static class NetworkState
{
    private const string Model = "model.";
    private const int ChecksumBytes = 4;

    public static (List<SafeTensor> Tensors, byte[] Head) Split<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        byte[] state = new byte[network.StateBytes];
        network.CopyStateTo(state);
        int floats = Floats<TNetwork, TTarget>();
        int tail = Tail<TNetwork, TTarget>(), head = state.Length - tail - (floats * sizeof(float));
        List<SafeTensor> tensors = [];
        foreach (TensorInfo tensor in TNetwork.Tensors)
        {
            int place = head + (Place<TNetwork, TTarget>(tensor) * sizeof(float));
            tensors.Add(new SafeTensor(Name(tensor), TensorType.F32, tensor.Shape, state.AsMemory(place, tensor.Count * sizeof(float))));
        }

        return (tensors, [.. state.AsSpan(0, head), .. state.AsSpan(state.Length - tail)]);
    }

    public static byte[] Join<TNetwork, TTarget>(SafeTensorsFile file, SafeTensor rest)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        string name = TNetwork.Summary.Name;
        int floats = Floats<TNetwork, TTarget>();
        int tail = Tail<TNetwork, TTarget>(), head = rest.Count - tail;
        if (head < 0)
            throw new InvalidDataException("The checkpoint is damaged: the network's state is cut off.");
        byte[] state = new byte[head + (floats * sizeof(float)) + tail];
        rest.Bytes.Span.Slice(0, head).CopyTo(state);
        rest.Bytes.Span.Slice(head).CopyTo(state.AsSpan(state.Length - tail));
        foreach (TensorInfo tensor in TNetwork.Tensors)
        {
            SafeTensor stored = file.Find(Name(tensor)) ?? throw Another(name, $"it has no {Name(tensor)}, which the network has");
            if (stored.Type != TensorType.F32 || !stored.Shape.SequenceEqual(tensor.Shape))
                throw Another(name, $"its {Name(tensor)} is {stored}, but the network's is F32 {SafeTensor.Text(tensor.Shape)}");
            stored.Bytes.Span.CopyTo(state.AsSpan(head + (Place<TNetwork, TTarget>(tensor) * sizeof(float))));
        }

        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (TensorInfo tensor in TNetwork.Tensors)
            known.Add(Name(tensor));
        if (file.Tensors.FirstOrDefault(IsUnknown) is { } unknown)
            throw Another(name, $"it has {unknown.Name}, which the network has not");
        return state;

        bool IsUnknown(SafeTensor tensor) => !known.Contains(tensor.Name) && !tensor.Name.StartsWith(CheckpointFile.Run, StringComparison.Ordinal);
    }

    private static string Name(TensorInfo tensor) => tensor.Role == TensorRole.OptimizerState ? tensor.Name : Model + tensor.Name;

    /// <summary>The place of a tensor's first float among those of all tensors.</summary>
    private static int Place<TNetwork, TTarget>(TensorInfo tensor)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged => tensor.Offset + tensor.Role switch
        {
            TensorRole.Parameter => 0,
            TensorRole.Buffer => TNetwork.ParameterCount,
            _ => TNetwork.ParameterCount + TNetwork.BufferCount,
        };

    private static int Floats<TNetwork, TTarget>()
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        int floats = 0;
        foreach (TensorInfo tensor in TNetwork.Tensors)
            floats += tensor.Count;
        return floats;
    }

    /// <summary>Bytes behind the tensors: the gradients that wait, which are no tensor of the network's, and the checksum.</summary>
    private static int Tail<TNetwork, TTarget>()
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        int waiting = 0;
        if (typeof(IGradientAccumulation<TTarget>).IsAssignableFrom(typeof(TNetwork)))
        {
            foreach (ParameterInfo parameter in TNetwork.Parameters)
                waiting += parameter.IsFrozen ? 0 : parameter.Count;
        }

        return (waiting * sizeof(float)) + ChecksumBytes;
    }

    private static ArgumentException Another(string network, FormattableString what) =>
        new($"The checkpoint is of another network than {network}: {what.ToString(CultureInfo.InvariantCulture)}.");
}
