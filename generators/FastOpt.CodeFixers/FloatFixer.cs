namespace FastOpt.CodeFixers;

/// <summary>FOPT0104: makes a value that differs from element to element a float: <c>MathF</c> for <c>Math</c>, <c>2.5f</c> for <c>2.5</c>, <c>(float)Rate</c> for <c>Rate</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class FloatFixer() : TextFixer("FOPT0104")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax? expression = node.FirstAncestorOrSelf<ExpressionSyntax>(e => e.Span == diagnostic.Location.SourceSpan);
        switch (expression)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Math" } math } }:
                yield return new Fix("Use MathF", new TextChange(math.Span, "MathF"));
                break;
            case CastExpressionSyntax { Type: PredefinedTypeSyntax } cast:
                yield return new Fix("Remove the cast", new TextChange(TextSpan.FromBounds(cast.SpanStart, cast.Expression.SpanStart), ""));
                break;
            case BinaryExpressionSyntax binary when IsDouble(binary.Right) != IsDouble(binary.Left):
                ExpressionSyntax operand = IsDouble(binary.Right) ? binary.Right : binary.Left;
                yield return operand is LiteralExpressionSyntax literal
                    ? new Fix("Write it as a float", new TextChange(literal.Span, literal.Token.Text.TrimEnd('d', 'D') + "f"))
                    : new Fix("Compute it once, as a float", operand is BinaryExpressionSyntax or ConditionalExpressionSyntax
                        ? [new TextChange(new TextSpan(operand.SpanStart, 0), "(float)("), new TextChange(new TextSpan(operand.Span.End, 0), ")")]
                        : [new TextChange(new TextSpan(operand.SpanStart, 0), "(float)")]);
                break;
        }

        bool IsDouble(ExpressionSyntax operand) => model.GetTypeInfo(operand, cancellation).Type?.SpecialType == SpecialType.System_Double;
    }
}
