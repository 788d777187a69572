using FastOpt.Generators.Collections;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Collects the diagnostics of one declaration.</summary>
internal sealed class DiagnosticList
{
    private readonly List<Diagnostic> _items = [];

    public bool HasErrors => _items.Any(item => item.Severity == DiagnosticSeverity.Error);

    public void Add(DiagnosticDescriptor descriptor, Location? location, params object[] arguments) =>
        _items.Add(Diagnostic.Create(descriptor, location ?? Location.None, arguments));

    public void AddRange(IEnumerable<Diagnostic> diagnostics) => _items.AddRange(diagnostics);

    public EquatableArray<Diagnostic> ToArray() => _items.ToEquatableArray();
}
