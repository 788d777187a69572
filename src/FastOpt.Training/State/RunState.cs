namespace FastOpt.Training;

/// <summary>Named values that a part of a run keeps in its checkpoint. Names are the part's own; the checkpoint puts a prefix before them.</summary>
public sealed class RunState
{
    private readonly SortedDictionary<string, Array> _values = new(StringComparer.Ordinal);

    /// <summary>The names that are there, in ordinal order.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>The values of a name: an array of <see cref="double"/>, <see cref="long"/>, <see cref="float"/> or <see cref="byte"/>.</summary>
    internal Array this[string name] => _values[name];

    /// <summary>Sets all values of this state in another one, each under a prefix and its name.</summary>
    internal void CopyTo(RunState other, string prefix)
    {
        foreach ((string name, Array values) in _values)
            other._values[prefix + name] = values;
    }

    /// <summary>The values whose names have a prefix, without it.</summary>
    internal RunState Part(string prefix)
    {
        var part = new RunState();
        foreach ((string name, Array values) in _values)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                part._values[name[prefix.Length..]] = values;
        }

        return part;
    }

    /// <summary>Sets one number.</summary>
    public void Set(string name, double value) => _values[name] = new[] { value };

    /// <summary>Sets one whole number.</summary>
    public void Set(string name, long value) => _values[name] = new[] { value };

    /// <summary>Sets a text.</summary>
    public void Set(string name, string value) => _values[name] = System.Text.Encoding.UTF8.GetBytes(value);

    /// <summary>Sets a copy of numbers.</summary>
    public void Set(string name, ReadOnlySpan<double> values) => _values[name] = values.ToArray();

    /// <summary>Sets a copy of whole numbers.</summary>
    public void Set(string name, ReadOnlySpan<long> values) => _values[name] = values.ToArray();

    /// <summary>Sets a copy of floats.</summary>
    public void Set(string name, ReadOnlySpan<float> values) => _values[name] = values.ToArray();

    /// <summary>Sets a copy of bytes.</summary>
    public void Set(string name, ReadOnlySpan<byte> values) => _values[name] = values.ToArray();

    /// <summary>One number.</summary>
    /// <exception cref="FormatException">There is none of that name and type.</exception>
    public double GetDouble(string name) => Single<double>(name);

    /// <summary>One whole number.</summary>
    /// <exception cref="FormatException">There is none of that name and type.</exception>
    public long GetInt64(string name) => Single<long>(name);

    /// <summary>A text.</summary>
    /// <exception cref="FormatException">There is none of that name and type.</exception>
    public string GetString(string name) => System.Text.Encoding.UTF8.GetString(Get<byte>(name));

    /// <summary>All values of a name.</summary>
    /// <typeparam name="T"><see cref="double"/>, <see cref="long"/>, <see cref="float"/> or <see cref="byte"/>.</typeparam>
    /// <exception cref="FormatException">There are none of that name and type.</exception>
    public ReadOnlySpan<T> Get<T>(string name)
        where T : unmanaged => _values.TryGetValue(name, out Array? values) && values is T[] typed
            ? typed
            : throw new FormatException($"The state has no '{name}' of type {typeof(T).Name}.");

    private T Single<T>(string name)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = Get<T>(name);
        return values.Length == 1 ? values[0] : throw new FormatException($"The state's '{name}' has {values.Length} values instead of one.");
    }
}
