namespace FastOpt.Training;

/// <summary>The content of a safetensors file.</summary>
public sealed class SafeTensorsFile
{
    private readonly Dictionary<string, SafeTensor> _tensors;

    internal SafeTensorsFile(IReadOnlyList<SafeTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        (Tensors, Metadata) = (tensors, metadata);
        _tensors = tensors.ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The tensors, in the order of their bytes.</summary>
    public IReadOnlyList<SafeTensor> Tensors { get; }

    /// <summary>Names and texts that the writer added. Often empty; PyTorch's files say "format": "pt".</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>A tensor.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public SafeTensor this[string name] => Find(name) ?? throw new InvalidDataException($"The file has no tensor \"{name}\".");

    /// <summary>A tensor, or null where there is none of that name.</summary>
    public SafeTensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <summary>Reads a file's bytes.</summary>
    internal static SafeTensorsFile Parse(ReadOnlyMemory<byte> file)
    {
        (List<TensorEntry> entries, Dictionary<string, string> metadata, int head) = SafeTensorsHeader.Read(file.Span);
        return new SafeTensorsFile([.. entries.Select(entry => new SafeTensor(entry.Name, entry.Type, entry.Shape, Bytes(entry)))], metadata);

        ReadOnlyMemory<byte> Bytes(TensorEntry entry) => file.Slice(head + (int)entry.Begin, (int)(entry.End - entry.Begin));
    }

    /// <summary>The bytes of a file: tensors of wide elements first, and in the order of their names among equals, so that each is aligned.</summary>
    internal static byte[] ToBytes(IEnumerable<SafeTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        SafeTensor[] sorted =
            [.. tensors.OrderByDescending(static tensor => TensorTypes.Size(tensor.Type)).ThenBy(static tensor => tensor.Name, StringComparer.Ordinal)];
        List<TensorEntry> entries = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        long end = 0;
        foreach (SafeTensor tensor in sorted)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"There are two tensors named \"{tensor.Name}\".", nameof(tensors));
            entries.Add(new TensorEntry(tensor.Name, tensor.Type, [.. tensor.Shape], end, end + tensor.Bytes.Length));
            end += tensor.Bytes.Length;
        }

        byte[] head = SafeTensorsHeader.Write(entries, metadata);
        if (head.Length + end > Array.MaxLength)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The tensors need {head.Length + end} bytes, but a file that is written here has at most {Array.MaxLength}."),
                nameof(tensors));
        }

        byte[] file = new byte[head.Length + end];
        head.CopyTo(file, 0);
        foreach ((SafeTensor tensor, TensorEntry entry) in sorted.Zip(entries))
            tensor.Bytes.Span.CopyTo(file.AsSpan(head.Length + (int)entry.Begin));
        return file;
    }
}
