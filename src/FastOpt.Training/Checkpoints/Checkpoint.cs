namespace FastOpt.Training;

/// <summary>
/// Checkpoints for a loop of one's own: the network's whole state, and with it whatever the loop needs to go on. <c>Fit</c> writes its own through
/// <see cref="ModelCheckpoint"/>.
/// </summary>
public static class Checkpoint
{
    /// <summary>Writes a checkpoint: beside, with a checksum over all bytes, synchronized, renamed, the folder synchronized.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, such as "run.safetensors".</param>
    /// <param name="run">What the loop needs to go on, such as its cursor. Default: nothing.</param>
    /// <exception cref="ArgumentException">The run has a name that checkpoints keep for themselves: format, library, network, checksum.</exception>
    /// <exception cref="IOException">The file could not be written; what was there before is as it was.</exception>
    public static void Save<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, string path, RunState? run = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(LocalFiles.Instance, path, CheckpointFile.ToBytes(network, run ?? new RunState()));
    }

    /// <summary>Reads a checkpoint into a network and returns what the loop stored with it.</summary>
    /// <param name="network">A network with the same layers, loss, gradient rules and optimizers.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, no checkpoint, or of another version. The network is as it was.</exception>
    /// <exception cref="ArgumentException">It is of another network: the message names the difference. The network is as it was.</exception>
    public static RunState Load<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, string path)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            SafeTensorsFile file = CheckpointFile.Parse(LocalFiles.Instance.Read(path));
            CheckpointFile.CheckVersion(file);
            RunState run = CheckpointFile.ReadRun(file);
            CheckpointFile.LoadNetwork(file, network);
            return run;
        }
        catch (InvalidDataException mistake)
        {
            throw new InvalidDataException($"{path}: {mistake.Message}", mistake);
        }
        catch (ArgumentException mistake)
        {
            throw new ArgumentException($"{path}: {mistake.Message}", mistake);
        }
    }
}
