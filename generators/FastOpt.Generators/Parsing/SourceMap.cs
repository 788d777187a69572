using System.Runtime.CompilerServices;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Where each expression stands in the source: kept beside the model, which holds no positions, and dropped after the checks.</summary>
internal sealed class SourceMap
{
    private readonly Dictionary<Expression, SyntaxNode> _syntax = new(ByReference.Instance);

    public void Add(Expression expression, SyntaxNode syntax) => _syntax[expression] = syntax;

    /// <summary>The expression's syntax; null for what the parser added itself.</summary>
    public SyntaxNode? Find(Expression expression) => _syntax.TryGetValue(expression, out SyntaxNode? syntax) ? syntax : null;

    private sealed class ByReference : IEqualityComparer<Expression>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(Expression? x, Expression? y) => ReferenceEquals(x, y);

        public int GetHashCode(Expression expression) => RuntimeHelpers.GetHashCode(expression);
    }
}
