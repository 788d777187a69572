using System.Security.Cryptography;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// The format of a checkpoint, version 1: a safetensors file with the network's tensors under "model." and "optimizer.", and under "run." what else there is
/// to know: "run.format" (the version), "run.library" (FastOpt's version, for people), "run.network" (the network's state without its tensors), and the
/// values of the <see cref="RunState"/>. "run.checksum" is the SHA-256 of all bytes of the file, of which its own 32 count as 0.
/// </summary>
internal static class CheckpointFile
{
    public const long Version = 1;

    /// <summary>What stands before the names of all that is not the network's.</summary>
    internal const string Run = "run.";

    private const string Format = "format", Library = "library", Network = "network", Checksum = "checksum";
    private static readonly string[] Reserved = [Format, Library, Network, Checksum];

    public static byte[] ToBytes<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, RunState run)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        (List<SafeTensor> tensors, byte[] rest) = NetworkState.Split(network);
        tensors.Add(SafeTensor.From(Run + Network, [rest.Length], rest));
        tensors.Add(SafeTensor.From(Run + Format, [1], [Version]));
        byte[] library = System.Text.Encoding.UTF8.GetBytes(typeof(Checkpoint).Assembly.GetName().Version!.ToString(3));
        tensors.Add(SafeTensor.From(Run + Library, [library.Length], library));
        tensors.Add(SafeTensor.From(Run + Checksum, [SHA256.HashSizeInBytes], new byte[SHA256.HashSizeInBytes]));
        foreach (string name in run.Names)
        {
            if (Reserved.Contains(name))
                throw new ArgumentException($"\"{name}\" is a name that checkpoints keep for themselves; take another one.", nameof(run));
            tensors.Add(run[name] switch
            {
                double[] values => SafeTensor.From(Run + name, [values.Length], values),
                long[] values => SafeTensor.From(Run + name, [values.Length], values),
                float[] values => SafeTensor.From(Run + name, [values.Length], values),
                byte[] values => SafeTensor.From(Run + name, [values.Length], values),
                _ => throw new NotSupportedException(),
            });
        }

        byte[] file = SafeTensorsFile.ToBytes(tensors, new Dictionary<string, string> { ["format"] = "fastopt" });
        Span<byte> checksum = file.AsSpan(ChecksumPlace(file), SHA256.HashSizeInBytes);
        SHA256.HashData(file).CopyTo(checksum);
        return file;
    }

    /// <summary>Reads a file and checks its checksum; of which network it is, is not asked yet.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or no checkpoint, or of another version.</exception>
    public static SafeTensorsFile Parse(byte[] file)
    {
        SafeTensorsFile parsed = SafeTensorsFile.Parse(file);
        int place = ChecksumPlace(file);
        byte[] stored = file.AsSpan(place, SHA256.HashSizeInBytes).ToArray();
        byte[] cleared = [.. file];
        cleared.AsSpan(place, SHA256.HashSizeInBytes).Clear();
        if (!SHA256.HashData(cleared).AsSpan().SequenceEqual(stored))
            throw new InvalidDataException("The checkpoint is damaged: its bytes do not give its checksum.");
        return parsed;
    }

    /// <summary>Whether a checkpoint has the version that is read here.</summary>
    public static void CheckVersion(SafeTensorsFile file)
    {
        long[] version = file[Run + Format].ToInt64s();
        if (version is not [Version])
        {
            throw new InvalidDataException(
                Invariant($"The checkpoint has version {version.FirstOrDefault()} of the format, but this FastOpt reads version {Version}."));
        }
    }

    /// <summary>Reads the network's state, as a whole or not at all.</summary>
    public static void LoadNetwork<TNetwork, TTarget>(SafeTensorsFile file, INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged => network.LoadState(NetworkState.Join<TNetwork, TTarget>(file, file[Run + Network]));

    /// <summary>What the run's parts keep.</summary>
    public static RunState ReadRun(SafeTensorsFile file)
    {
        var run = new RunState();
        foreach (SafeTensor tensor in file.Tensors)
        {
            if (!tensor.Name.StartsWith(Run, StringComparison.Ordinal) || Reserved.Contains(tensor.Name[Run.Length..]))
                continue;
            string name = tensor.Name[Run.Length..];
            switch (tensor.Type)
            {
                case TensorType.F64: run.Set(name, tensor.ToDoubles()); break;
                case TensorType.I64: run.Set(name, tensor.ToInt64s()); break;
                case TensorType.F32: run.Set(name, tensor.ToFloats()); break;
                case TensorType.U8: run.Set(name, tensor.Bytes.Span); break;
                default: throw new InvalidDataException($"The checkpoint's {tensor.Name} is {tensor}, which no run has.");
            }
        }

        return run;
    }

    private static int ChecksumPlace(ReadOnlySpan<byte> file)
    {
        (List<TensorEntry> entries, _, int head) = SafeTensorsHeader.Read(file);
        foreach (TensorEntry entry in entries)
        {
            if (entry.Name == Run + Checksum && entry.End - entry.Begin == SHA256.HashSizeInBytes)
                return head + (int)entry.Begin;
        }

        throw new InvalidDataException("The file is no checkpoint of FastOpt: it has no checksum, run.checksum.");
    }
}
