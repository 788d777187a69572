using System.Text;

namespace FastOpt.Training;

/// <summary>A list of names in a state: their UTF-8 bytes one behind the other, and how many each has.</summary>
internal static class StoredNames
{
    public static void Save(RunState state, IReadOnlyList<string> names)
    {
        state.Set("names", string.Concat(names));
        state.Set("names.lengths", [.. names.Select(name => (long)Encoding.UTF8.GetByteCount(name))]);
    }

    /// <exception cref="FormatException">The lengths do not fit the names.</exception>
    public static IReadOnlyList<string> Load(RunState state)
    {
        ReadOnlySpan<byte> bytes = state.Get<byte>("names");
        var names = new List<string>();
        foreach (long length in state.Get<long>("names.lengths"))
        {
            if (length < 0 || length > bytes.Length)
                throw new FormatException("The stored names are shorter than their lengths say.");
            names.Add(Encoding.UTF8.GetString(bytes[..(int)length]));
            bytes = bytes[(int)length..];
        }

        return bytes.IsEmpty ? names : throw new FormatException("The stored names are longer than their lengths say.");
    }
}
