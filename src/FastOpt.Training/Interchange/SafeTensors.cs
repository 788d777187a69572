namespace FastOpt.Training;

/// <summary>
/// Files in the safetensors format: named tensors, read by PyTorch, JAX and others without running any code. A file is written beside, synchronized and
/// renamed, so that whoever reads it sees the old one or the new one, whole.
/// </summary>
public static class SafeTensors
{
    /// <summary>
    /// Writes a network's parameters and buffers under PyTorch's names and shapes; <c>load_state_dict(strict=True)</c> reads them into a module whose parts
    /// have the same names.
    /// </summary>
    /// <exception cref="IOException">The file could not be written; what was there before is as it was.</exception>
    public static void Save<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, string path)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(LocalFiles.Instance, path, NetworkWeights.ToBytes(network));
    }

    /// <summary>
    /// Reads a network's parameters and buffers; the optimizer's state and the step count stay as they are. The file has every tensor of the network in its
    /// shape, and no other. A <c>num_batches_tracked</c> of PyTorch's batch normalizations is passed over.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged, or not of this network: the message names the tensor. The network is as it was.</exception>
    public static void Load<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, string path)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkWeights.Load(network, Read(path), path);
    }

    /// <summary>Writes tensors.</summary>
    /// <param name="path">The file, which is replaced where it is there.</param>
    /// <param name="tensors">The tensors, each with a name of its own.</param>
    /// <param name="metadata">Names and texts for the reader. Default: none.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or all together have more than 2 GB.</exception>
    /// <exception cref="IOException">The file could not be written; what was there before is as it was.</exception>
    public static void Write(string path, IEnumerable<SafeTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(LocalFiles.Instance, path, SafeTensorsFile.ToBytes(tensors, metadata ?? new Dictionary<string, string>()));
    }

    /// <summary>Reads a file. Its header is checked as a whole: lengths, places without holes or overlaps, names that stand once.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or no safetensors file: the message names it and says where.</exception>
    public static SafeTensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            return SafeTensorsFile.Parse(LocalFiles.Instance.Read(path));
        }
        catch (InvalidDataException mistake)
        {
            throw new InvalidDataException($"{path}: {mistake.Message}", mistake);
        }
    }
}
