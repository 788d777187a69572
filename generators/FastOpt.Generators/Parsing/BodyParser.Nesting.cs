using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FastOpt.Generators.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>Every pass goes down an expression by recursion, and a stack that overflows takes the whole compiler with it, or the editor.</summary>
    private const int DeepestNesting = 256;

    private int _nesting;
    private bool _wasTooDeep;

    /// <summary>The expression; null after a diagnostic, and for source that does not compile.</summary>
    private Expression? Expression(IOperation operation)
    {
        _nesting++;
        try
        {
            return IsTooDeep(operation, _nesting) ? null : ExpressionHere(operation);
        }
        finally
        {
            _nesting--;
        }
    }

    private IEnumerable<Statement> If(IConditionalOperation conditional)
    {
        _nesting++;
        try
        {
            return IsTooDeep(conditional, _nesting) ? [] : IfHere(conditional);
        }
        finally
        {
            _nesting--;
        }
    }

    private Expression? Matches(IPatternOperation pattern, Expression value)
    {
        _nesting++;
        try
        {
            return IsTooDeep(pattern, _nesting) ? null : MatchesHere(pattern, value);
        }
        finally
        {
            _nesting--;
        }
    }

    /// <summary>Whether something is nested, or has alternatives that will be, more deeply than the passes go; reported once.</summary>
    private bool IsTooDeep(IOperation operation, int depth)
    {
        if (depth <= DeepestNesting)
            return false;
        if (!_wasTooDeep)
            ReportUnsupported(operation, FormattableString.Invariant($"What is nested more than {DeepestNesting} deep"), "keep parts of it in locals; a long sum or a long chain of alternatives is nested too");
        _wasTooDeep = true;
        return true;
    }
}
