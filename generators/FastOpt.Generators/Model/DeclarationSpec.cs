using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>A type that must be reopened to add members: <c>partial {Keyword} {Name}</c>.</summary>
/// <param name="Keyword">"class", "struct", "record", "record struct" or "interface".</param>
/// <param name="Name">The name, escaped where it is a C# keyword.</param>
internal sealed record PartialType(string Keyword, string Name);

/// <summary>A spec that stands for a declaration in the user's source.</summary>
internal interface IDeclared
{
    /// <summary>Where it stands.</summary>
    DeclarationSpec Declaration { get; }
}

/// <summary>Where generated members go. Immutable and structurally equal.</summary>
internal sealed record DeclarationSpec
{
    /// <summary>The namespace, or empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types to reopen, outermost first; the last one receives the members.</summary>
    public required EquatableArray<PartialType> Types { get; init; }

    /// <summary>"global::FastOpt.Adam".</summary>
    public required string TypeName { get; init; }

    /// <summary>"FastOpt.Adam": the stem of the names of generated files.</summary>
    public required string FileStem { get; init; }

    /// <summary>"public" or "internal": whether other assemblies see the type.</summary>
    public required string Accessibility { get; init; }
}
