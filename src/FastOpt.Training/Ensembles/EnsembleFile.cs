using System.Globalization;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>The members of an ensemble in one safetensors file, each under "member.NUMBER.", their count in the metadata.</summary>
internal static class EnsembleFile
{
    private const string Members = "members", Format = "fastopt-ensemble";

    public static void Save<TNetwork, TTarget>(IReadOnlyList<TNetwork> networks, string path)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        IEnumerable<SafeTensor> tensors = networks.SelectMany(static (network, index) => NamedTensor.Of(network).Values.Select(
            tensor => SafeTensor.From(Prefix(index) + tensor.Name, tensor.Shape, tensor.Values)));
        SafeTensors.Write(path, tensors, new Dictionary<string, string> { ["format"] = Format, [Members] = Invariant($"{networks.Count}") });
    }

    public static List<TNetwork> Load<TNetwork, TTarget>(string path)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        SafeTensorsFile file = SafeTensors.Read(path);
        if (file.Metadata.GetValueOrDefault("format") != Format
            || !int.TryParse(file.Metadata.GetValueOrDefault(Members), NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
            throw new InvalidDataException($"{path} is no ensemble: its metadata do not say how many members it has.");
        List<TNetwork> networks = [];
        int known = 0;
        for (int i = 0; i < count; i++)
        {
            string prefix = Prefix(i);
            SafeTensor[] own = [.. file.Tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(tensor => new SafeTensor(tensor.Name[prefix.Length..], tensor.Type, tensor.Shape, tensor.Bytes))];
            if (own.Length == 0)
                throw new InvalidDataException(Invariant($"{path} says that it has {count} members, but it has no tensor of member {i}."));
            TNetwork network = TNetwork.Create(1);
            NetworkWeights.Load(network, new SafeTensorsFile(own, file.Metadata), Invariant($"{path}, member {i}"));
            networks.Add(network);
            known += own.Length;
        }

        if (known != file.Tensors.Count)
            throw new InvalidDataException(Invariant($"{path} has {file.Tensors.Count - known} tensors that belong to none of its {count} members."));
        return networks;
    }

    private static string Prefix(int index) => Invariant($"member.{index}.");
}
