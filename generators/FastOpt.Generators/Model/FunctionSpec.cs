using FastOpt.Generators.Collections;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Model;

/// <summary>A <c>[Vectorized]</c> method. Immutable and structurally equal.</summary>
internal sealed record FunctionSpec : IDeclared
{
    /// <summary>The method's name.</summary>
    public required string Name { get; init; }

    public required DeclarationSpec Declaration { get; init; }

    /// <summary>"public", "internal", "private" …: the accessibility of the overloads.</summary>
    public required string Accessibility { get; init; }

    /// <summary>0 for the first <c>[Vectorized]</c> method of this name in its type, 1 for the next …; keeps files and helper types apart.</summary>
    public required int Overload { get; init; }

    /// <summary>"Samples.Curves.Bump": the stem of the names of generated files.</summary>
    public required string FileStem { get; init; }

    /// <summary>The names of the user's members of the type that begin with the method's name, which generated members must not take; in order.</summary>
    public required EquatableArray<string> Related { get; init; }

    public required MethodBody Body { get; init; }

    /// <summary>Whether the second derivative in the first parameter is asked for.</summary>
    public required bool HasSecondDerivative { get; init; }

    /// <summary>The elementary function that this method implements, whose derivative is then known; null for all others.</summary>
    public required ElementaryFunction? Implements { get; init; }

    /// <summary>The inner XML of the summary of the method's documentation, or empty.</summary>
    public required string Summary { get; init; }
}
