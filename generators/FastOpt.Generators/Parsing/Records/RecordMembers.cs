using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Records;

/// <summary>A member of a record that may be a column: a property or a field, and the parameter of the primary constructor that sets it.</summary>
/// <param name="Symbol">The property or field; null where a parameter of a constructor has no member.</param>
/// <param name="Parameter">The parameter; null where there is none.</param>
internal sealed record RecordMember(ISymbol? Symbol, IParameterSymbol? Parameter)
{
    public string Name => Symbol?.Name ?? Parameter!.Name;

    public ITypeSymbol Type => Symbol switch { IPropertySymbol property => property.Type, IFieldSymbol variable => variable.Type, _ => Parameter!.Type };

    public Location Location => (Parameter ?? Symbol!).Locations.FirstOrDefault() ?? Location.None;

    public AttributeData? Feature => RecordMarks.FeatureOf(Parameter, Symbol);

    public AttributeData? Label => RecordMarks.LabelOf(Parameter, Symbol);

    public bool HasColumn => RecordMarks.HasColumn(Parameter, Symbol);

    public bool IsMarked => Feature is not null || Label is not null || HasColumn;

    /// <summary>Whether it is set when a record is made, or before it is handed out.</summary>
    public bool IsSettable => Parameter is not null || Symbol is IPropertySymbol { SetMethod: not null } or IFieldSymbol { IsReadOnly: false, IsConst: false };

    public bool IsRequired => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
}

/// <summary>Finds the members of a record that may be columns.</summary>
internal static class RecordMembers
{
    /// <summary>Those of the primary constructor of a record first, then the others in the order of the source.</summary>
    public static IReadOnlyList<RecordMember> Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        IMethodSymbol? constructor = HyperparameterParser.Constructor(type, cancellation);
        List<RecordMember> members = [];
        foreach (IParameterSymbol parameter in constructor?.Parameters ?? [])
        {
            ISymbol? symbol = type.GetMembers(parameter.Name).FirstOrDefault(static m => m is IPropertySymbol { GetMethod: not null } or IFieldSymbol);
            members.Add(new RecordMember(symbol, parameter));
        }

        HashSet<string> taken = [.. members.Select(static m => m.Name)];
        members.AddRange(type.GetMembers()
            .Where(m => m is IPropertySymbol or IFieldSymbol && !m.IsImplicitlyDeclared && !taken.Contains(m.Name))
            .Select(static m => new RecordMember(m, null)));
        return members;
    }

    /// <summary>Whether a symbol is the first of its type that bears [Feature], where the type is compiled.</summary>
    public static bool IsFirstFeature(ISymbol symbol, CancellationToken cancellation) => IsFirst(symbol, static s => RecordMarks.FeatureOf(s), cancellation);

    /// <summary>Whether a symbol is the first of its type that bears [Label].</summary>
    public static bool IsFirstLabel(ISymbol symbol, CancellationToken cancellation) => IsFirst(symbol, static s => RecordMarks.LabelOf(s), cancellation);

    /// <summary>What an attribute stands on is the parameter, where there is one: <c>[property: Feature]</c> does not lead here.</summary>
    private static bool IsFirst(ISymbol symbol, Func<ISymbol, AttributeData?> mark, CancellationToken cancellation)
    {
        IEnumerable<ISymbol> bearers = Of(symbol.ContainingType, cancellation).Select(static m => m.Parameter ?? m.Symbol!);
        return SymbolEqualityComparer.Default.Equals(bearers.FirstOrDefault(s => mark(s) is not null), symbol);
    }
}
