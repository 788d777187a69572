namespace FastOpt.Training;

/// <summary>
/// Files in the ONNX format (opset 17, IR version 8): a network's prediction, which ONNX Runtime and others run on servers, phones and in browsers; and weights
/// from such files.
/// </summary>
public static class Onnx
{
    /// <summary>
    /// Writes what <c>Predict</c> computes, with the weights as they are now: "input" [batch, …] to "output" [batch, …], logits where the loss takes logits.
    /// The batch may be of any size. Dropout and noise are left out, and batch normalizations take their running statistics. Every activation and
    /// normalization, a user's own too, is written by its formula. The same network gives the same bytes.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="path">The file, in a folder that is there. One of that name is replaced when the new one is whole.</param>
    /// <param name="options">What is written besides. Default: nothing.</param>
    /// <exception cref="ArgumentException">An option does not fit the network; the message says which.</exception>
    /// <exception cref="NotSupportedException">
    /// A rule has an operation that opset 17 has not, such as one on bits; the message names layer, rule and operation.
    /// </exception>
    /// <exception cref="IOException">The file could not be written; what was there before is as it was.</exception>
    public static void Export<TNetwork, TTarget>(INetwork<TNetwork, TTarget> model, string path, OnnxOptions? options = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph
        where TTarget : unmanaged
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] bytes = ToBytes(model, options);
        string full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{full} could not be written: there is no folder {folder}.");
        AtomicFile.Write(LocalFiles.Instance, full, bytes);
    }

    /// <summary>The bytes that <see cref="Export"/> writes.</summary>
    /// <exception cref="ArgumentException">An option does not fit the network; the message says which.</exception>
    /// <exception cref="NotSupportedException">A rule has an operation that opset 17 has not; the message names layer, rule and operation.</exception>
    public static byte[] ToBytes<TNetwork, TTarget>(INetwork<TNetwork, TTarget> model, OnnxOptions? options = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        return OnnxModel.Write(TNetwork.Summary.Name, GraphProgram.Parse(TNetwork.Graph), NamedTensor.Of(model), options ?? new OnnxOptions());
    }

    /// <summary>
    /// Reads weights from a file whose graph matches the network's declaration; operations that have no weights are not compared, and the optimizer's state and
    /// the step count stay as they are. Where the file has the network's names ("dense1.weight"), tensors are taken by name. Otherwise they are taken in the
    /// order of the Gemm, MatMul, Conv, Gather, PRelu, BatchNormalization and LayerNormalization operations.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="path">A file that this class wrote, or <c>torch.onnx.export</c>, with its weights inside.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged or cut off, or not of this network: the message names the tensor, what the network has and what was found. The network is as it was.
    /// </exception>
    public static void ImportWeights<TNetwork, TTarget>(INetwork<TNetwork, TTarget> model, string path)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] bytes = LocalFiles.Instance.Read(path);
        float[] parameters = new float[TNetwork.ParameterCount], buffers = new float[TNetwork.BufferCount];
        try
        {
            TensorInfo[] tensors = [.. TNetwork.Tensors.ToArray().Where(static tensor => tensor.Role != TensorRole.OptimizerState)];
            WeightImport.Read(OnnxFile.Parse(bytes), GraphProgram.Parse(TNetwork.Graph), tensors, parameters, buffers);
        }
        catch (InvalidDataException mistake)
        {
            throw new InvalidDataException($"{path}, for {TNetwork.Summary.Name}: {mistake.Message}", mistake);
        }

        model.LoadParameters(parameters);
        model.LoadBuffers(buffers);
    }
}
