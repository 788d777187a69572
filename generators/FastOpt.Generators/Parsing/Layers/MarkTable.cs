using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>The values that have a name, in a network or in one repetition of a block: a block sees its own marks and what enters it.</summary>
internal sealed class MarkTable(DiagnosticList diagnostics)
{
    private readonly Stack<Dictionary<string, Entry>> _scopes = new([new(StringComparer.Ordinal)]);
    private int _labels;
    private bool _hasUnknown;

    /// <summary>A marked value.</summary>
    internal sealed class Entry(string label, TensorShape shape, Location? location)
    {
        /// <summary>Unique in the network.</summary>
        public string Label { get; } = label;

        public TensorShape Shape { get; } = shape;

        public Location? Location { get; } = location;

        public bool IsUsed { get; set; }
    }

    /// <summary>Names a value; a name that is taken is reported.</summary>
    public Entry Mark(string name, TensorShape shape, Location? location)
    {
        if (_scopes.Peek().TryGetValue(name, out Entry? known))
        {
            diagnostics.Add(DiagnosticDescriptors.DuplicateMark, location, name, known.Shape, shape);
            return known;
        }

        // A repetition of a block names the same again.
        string label = _scopes.Count == 1 ? name : FormattableString.Invariant($"{name}#{++_labels}");
        var entry = new Entry(label, shape, location);
        _scopes.Peek().Add(name, entry);
        return entry;
    }

    /// <summary>The value of a name, which is then used; one that does not exist is reported.</summary>
    public Entry? Use(string name, string user, TensorShape shape, Location? location)
    {
        if (_scopes.Peek().TryGetValue(name, out Entry? entry))
        {
            entry.IsUsed = true;
            return entry;
        }

        _hasUnknown = true;
        string known = string.Join(", ", _scopes.Peek().Where(static item => item.Key != Input).Select(static item => $"\"{item.Key}\" {item.Value.Shape}"));
        diagnostics.Add(DiagnosticDescriptors.UnknownMark, location, user, shape, name, known.Length == 0 ? "nothing is marked in front of it" : $"marked in front of it: {known}");
        return null;
    }

    /// <summary>What enters a block.</summary>
    public const string Input = "block.input";

    /// <summary>Opens the scope of a block.</summary>
    public void Enter() => _scopes.Push(new(StringComparer.Ordinal));

    /// <summary>Closes it.</summary>
    public void Leave()
    {
        ReportUnused();
        _scopes.Pop();
    }

    /// <summary>Reports names that nothing uses, unless a name that does not exist is reported: it may be one of these, misspelt.</summary>
    public void ReportUnused()
    {
        if (_hasUnknown)
            return;
        foreach (KeyValuePair<string, Entry> item in _scopes.Peek().Where(static item => !item.Value.IsUsed && item.Key != Input))
            diagnostics.Add(DiagnosticDescriptors.UnusedMark, item.Value.Location, item.Key, item.Value.Shape);
    }
}
