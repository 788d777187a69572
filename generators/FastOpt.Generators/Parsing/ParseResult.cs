using FastOpt.Generators.Collections;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// What parsing one declaration gives: the spec, which emission depends on, and the diagnostics with their positions, which it does not. The pipeline takes the two
/// apart at once, so that a shifted position never emits again.
/// </summary>
internal sealed record ParseResult<T>(T? Spec, EquatableArray<Diagnostic> Diagnostics)
    where T : class;
