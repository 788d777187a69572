using FastOpt.Generators.Collections;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FastOpt.Generators.Parsing;

/// <summary>Patterns, and the switches that are made of them: chains of conditions.</summary>
internal sealed partial class BodyParser
{
    /// <summary>Statements that stand before the one that is read: values that several conditions look at.</summary>
    private List<Statement> _prelude = [];

    /// <summary>Whether the value matches; a literal true for a pattern that always does. Null after a diagnostic.</summary>
    private Expression? MatchesHere(IPatternOperation pattern, Expression value)
    {
        Expression? condition = pattern switch
        {
            IDiscardPatternOperation => new LiteralExpression(ScalarType.Bool, 1),
            IConstantPatternOperation constant => IsConstant(constant, value),
            IRelationalPatternOperation relational when OperatorOf(relational.OperatorKind) is { } @operator && Expression(relational.Value) is { } bound =>
                new BinaryExpression(ScalarType.Bool, @operator, value, bound),
            INegatedPatternOperation negated => Matches(negated.Pattern, value) is { } inner ? new UnaryExpression(ScalarType.Bool, UnaryOperator.Not, inner) : null,
            IBinaryPatternOperation both => MatchesBoth(both, value),
            IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } declaration when SymbolEqualityComparer.Default.Equals(declaration.InputType, local.Type) =>
                Declare(local, value),
            _ => ReportUnsupported(pattern, $"The pattern '{pattern.Syntax}'", "use constants, relations such as '> 0', 'and', 'or', 'not', 'var' and '_'"),
        };
        return condition is null ? null : At(pattern, condition);
    }

    /// <summary>As C# compares with constants: by value, except that NaN matches NaN.</summary>
    private Expression? IsConstant(IConstantPatternOperation pattern, Expression value)
    {
        if (Expression(pattern.Value) is not { } constant)
            return null;
        bool isNaN = constant is LiteralExpression literal && literal.Type.IsFloating() && double.IsNaN(literal.FloatingValue);
        return isNaN ? new BinaryExpression(ScalarType.Bool, BinaryOperator.NotEqual, value, value) : new BinaryExpression(ScalarType.Bool, BinaryOperator.Equal, value, constant);
    }

    private Expression? MatchesBoth(IBinaryPatternOperation both, Expression value)
    {
        Expression? left = Matches(both.LeftPattern, value);
        Expression? right = Matches(both.RightPattern, value);
        return left is null || right is null ? null : Join(both.OperatorKind == BinaryOperatorKind.And ? BinaryOperator.AndAlso : BinaryOperator.OrElse, left, right);
    }

    /// <summary>A variable of a pattern has its value whether the pattern around it matches or not.</summary>
    private LiteralExpression Declare(ILocalSymbol local, Expression value)
    {
        _prelude.Add(new AssignStatement(NameOf(local), value));
        return new LiteralExpression(ScalarType.Bool, 1);
    }

    private static bool IsTrue(Expression condition) => condition is LiteralExpression { Bits: 1 };

    private static Expression Join(BinaryOperator @operator, Expression left, Expression right) =>
        @operator == BinaryOperator.AndAlso && IsTrue(left) ? right
        : @operator == BinaryOperator.AndAlso && IsTrue(right) ? left
        : new BinaryExpression(ScalarType.Bool, @operator, left, right);

    /// <summary>The condition of an arm or a case: its pattern and its guard.</summary>
    private Expression? Condition(IPatternOperation pattern, IOperation? guard, Expression value)
    {
        Expression? matches = Matches(pattern, value);
        if (guard is null || matches is null)
            return matches;
        return Expression(guard) is { } holds ? At(guard, Join(BinaryOperator.AndAlso, matches, holds)) : null;
    }

    /// <summary>What is looked at, in a local: it is read once, however many conditions compare it.</summary>
    private Expression? Subject(IOperation operation)
    {
        Expression? value = Expression(operation);
        if (value is null or VariableExpression or LiteralExpression or HyperparameterExpression)
            return value;
        string name = Fresh("value");
        _prelude.Add(new AssignStatement(name, value));
        return At(operation, new VariableExpression(value.Type, name));
    }

    private Expression? IsPattern(IIsPatternOperation test) => Subject(test.Value) is { } value ? Matches(test.Pattern, value) : null;

    private Expression? SwitchExpression(ISwitchExpressionOperation @switch)
    {
        if (ScalarTypeReader.Of(@switch.Type) is not { } type)
            return NoType(@switch);
        if (IsTooDeep(@switch, @switch.Arms.Length) || Subject(@switch.Value) is not { } value)
            return null;
        var arms = new List<(Expression Condition, Expression Value)>();
        foreach (ISwitchExpressionArmOperation arm in @switch.Arms)
        {
            if (Condition(arm.Pattern, arm.Guard, value) is not { } condition || Expression(arm.Value) is not { } armValue)
                return null;
            arms.Add((condition, armValue));
            if (IsTrue(condition))
                break;
        }

        if (arms.Count == 0 || (!@switch.IsExhaustive && !IsTrue(arms[arms.Count - 1].Condition)))
            return ReportUnsupported(@switch, "A switch expression that may match nothing", "add the arm '_ => …'");
        Expression result = arms[arms.Count - 1].Value;
        for (int i = arms.Count - 2; i >= 0; i--)
            result = At(@switch.Arms[i], new ConditionalExpression(type, arms[i].Condition, arms[i].Value, result));
        return result;
    }

    /// <summary>A switch statement as if and else; the default comes last, wherever it stands.</summary>
    private IEnumerable<Statement> Switch(ISwitchOperation @switch)
    {
        if (IsTooDeep(@switch, @switch.Cases.Sum(static c => c.Clauses.Length)) || Subject(@switch.Value) is not { } value)
            return [];
        var cases = new List<(IOperation Case, Expression Condition, EquatableArray<Statement> Body)>();
        EquatableArray<Statement> chain = [];
        foreach (ISwitchCaseOperation @case in @switch.Cases)
        {
            Expression? any = null;
            foreach (ICaseClauseOperation clause in @case.Clauses)
            {
                if (clause is IDefaultCaseClauseOperation)
                    continue;
                if (Clause(clause, value) is not { } condition)
                    return [];
                any = any is null ? condition : At(clause, Join(BinaryOperator.OrElse, any, condition));
            }

            EquatableArray<Statement> body = Statements(WithoutBreak(@case.Body));
            if (any is not null)
                cases.Add((@case, any, body));
            if (@case.Clauses.Any(static c => c is IDefaultCaseClauseOperation))
                chain = body;
        }

        for (int i = cases.Count - 1; i >= 0; i--)
            chain = If(cases[i].Case, cases[i].Condition, cases[i].Body, chain).ToEquatableArray();
        return chain;
    }

    private Expression? Clause(ICaseClauseOperation clause, Expression value) => clause switch
    {
        IPatternCaseClauseOperation pattern => Condition(pattern.Pattern, pattern.Guard, value),
        ISingleValueCaseClauseOperation single when Expression(single.Value) is { } constant =>
            At(clause, constant is LiteralExpression literal && literal.Type.IsFloating() && double.IsNaN(literal.FloatingValue)
                ? new BinaryExpression(ScalarType.Bool, BinaryOperator.NotEqual, value, value)
                : new BinaryExpression(ScalarType.Bool, BinaryOperator.Equal, value, constant)),
        _ => ReportUnsupported(clause, $"The case '{clause.Syntax}'", "use constants, relations such as '> 0', and 'default'"),
    };

    /// <summary>The statements of a case without the jump to its end.</summary>
    private static IEnumerable<IOperation> WithoutBreak(IReadOnlyList<IOperation> body) => body.Count == 0 ? body : body[body.Count - 1] switch
    {
        IBranchOperation { BranchKind: BranchKind.Break } => body.Take(body.Count - 1),
        IBlockOperation block => [.. body.Take(body.Count - 1), .. WithoutBreak(block.Operations)],
        _ => body,
    };
}
