using System.Collections;

namespace FastOpt.Playground;

/// <summary>Rows of a table that are made when somebody opens it.</summary>
internal sealed class LazyRows(Lazy<IReadOnlyList<IReadOnlyList<string>>> rows) : IReadOnlyList<IReadOnlyList<string>>
{
    public int Count => rows.Value.Count;

    public IReadOnlyList<string> this[int index] => rows.Value[index];

    public IEnumerator<IReadOnlyList<string>> GetEnumerator() => rows.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
