using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Whether every path returns a value, or none in a method without one, and every local has one where it is read: what the C# compiler demands too, and reports itself, but after
/// the operations that are read here have been made.
/// </summary>
internal sealed class FlowCheck
{
    private bool _readsUnassigned;
    private bool _returnsNothing;
    private bool _returnsSomething;

    /// <summary>Whether the C# compiler's flow analysis will accept the body.</summary>
    public static bool Passes(MethodBody body)
    {
        var check = new FlowCheck();
        var assigned = new HashSet<string>(body.Parameters.Select(static p => p.Name), StringComparer.Ordinal);
        bool returns = check.Run(body.Statements, assigned);
        return !check._readsUnassigned && (body.ReturnType == ScalarType.Void ? !check._returnsSomething : returns && !check._returnsNothing);
    }

    /// <summary>Whether neither branch returns for certain, but one of them may.</summary>
    public static bool MayReturn(IEnumerable<Statement> then, IEnumerable<Statement> otherwise) =>
        (HasReturn(then) || HasReturn(otherwise)) && !new FlowCheck().Run(then, []) && !new FlowCheck().Run(otherwise, []);

    private static bool HasReturn(IEnumerable<Statement> statements) => statements.Any(static s => s switch
    {
        ReturnStatement => true,
        IfStatement conditional => HasReturn(conditional.Then) || HasReturn(conditional.Else),
        ForStatement loop => HasReturn(loop.Body),
        _ => false,
    });

    /// <summary>Follows the statements, adds what they assign for certain, and tells whether they return for certain.</summary>
    private bool Run(IEnumerable<Statement> statements, HashSet<string> assigned)
    {
        foreach (Statement statement in statements)
        {
            switch (statement)
            {
                case AssignStatement assign:
                    Read(assign.Value, assigned);
                    assigned.Add(assign.Target);
                    break;
                case ReturnStatement { Value: var value }:
                    if (value is not null)
                        Read(value, assigned);
                    _returnsNothing |= value is null;
                    _returnsSomething |= value is not null;
                    return true;
                case ForStatement loop:
                    assigned.Add(loop.Variable);
                    Run(loop.Body, [.. assigned]);
                    break;
                case IfStatement conditional when RunIf(conditional, assigned):
                    return true;
            }
        }

        return false;
    }

    private bool RunIf(IfStatement conditional, HashSet<string> assigned)
    {
        Read(conditional.Condition, assigned);
        var then = new HashSet<string>(assigned, StringComparer.Ordinal);
        var otherwise = new HashSet<string>(assigned, StringComparer.Ordinal);
        bool thenReturns = Run(conditional.Then, then);
        bool otherwiseReturns = Run(conditional.Else, otherwise);
        if (conditional.Condition is LiteralExpression { Bits: var bits })
        {
            assigned.UnionWith(bits != 0 ? then : otherwise);
            return bits != 0 ? thenReturns : otherwiseReturns;
        }

        if (!thenReturns && !otherwiseReturns)
            then.IntersectWith(otherwise);
        assigned.UnionWith(thenReturns ? otherwise : then);
        return thenReturns && otherwiseReturns;
    }

    private void Read(Expression expression, HashSet<string> assigned)
    {
        if (expression is VariableExpression variable)
            _readsUnassigned |= !assigned.Contains(variable.Name);
        foreach (Expression part in expression.Parts)
            Read(part, assigned);
    }
}
