using System.Collections;
using System.Runtime.CompilerServices;

namespace FastOpt;

/// <summary>
/// A list that never changes and equals another with equal elements: the type of a rule's hyperparameter that is a list, so that a record stays a value. An array converts to
/// it, and it is written <c>[30, 80]</c>; <c>default</c> is empty.
/// </summary>
/// <typeparam name="T">long, int, double or float.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
    where T : unmanaged, IEquatable<T>
{
    private readonly T[]? _items;

    internal ValueList(ReadOnlySpan<T> items) => _items = items.ToArray();

    /// <summary>The number of elements.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>An element.</summary>
    /// <param name="index">Its position, from 0.</param>
    public T this[int index] => AsSpan()[index];

    /// <summary>The elements of an array, copied.</summary>
    public static implicit operator ValueList<T>(T[]? items) => new(items);

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (T item in AsSpan())
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Whether the elements are equal.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Whether the elements differ.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <summary>"[30, 80]".</summary>
    public override string ToString() => $"[{string.Join(", ", this)}]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes <see cref="ValueList{T}"/>.</summary>
public static class ValueList
{
    /// <summary>A list of these elements.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items)
        where T : unmanaged, IEquatable<T> => new(items);
}
