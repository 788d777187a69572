using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Runs the body of an objective as expansion will, trip by trip and call by call, with the ints and conditions that are known: every index must be known and
/// inside, and what depends on the variables must be arithmetic of doubles that has a derivative. What does not depend on them may be and do anything.
/// </summary>
internal sealed class ObjectiveCheck(MethodBody method, int dimension, SourceMap map, List<Diagnostic> diagnostics)
{
    private readonly HashSet<SyntaxNode> _reported = [];

    /// <summary>Checks the method.</summary>
    public void Run() => Run(method, [.. method.Parameters.Select(static _ => new Finding(true, null))]);

    /// <summary>What is known of the value that a method returns.</summary>
    private Finding Run(MethodBody body, IReadOnlyList<Finding> arguments)
    {
        var scope = new Scope();
        for (int i = 0; i < arguments.Count; i++)
            scope.Values[body.Parameters[i].Name] = arguments[i];
        Execute(body.Statements, scope, underVarying: false);
        return scope.Result;
    }

    private void Execute(IEnumerable<Statement> statements, Scope scope, bool underVarying)
    {
        foreach (Statement statement in statements)
        {
            if (scope.HasReturned)
                return;
            switch (statement)
            {
                case AssignStatement assign:
                    Finding value = Find(assign.Value, scope);
                    scope.Values[assign.Target] = value with { Varies = value.Varies || underVarying };
                    break;
                case ReturnStatement { Value: { } value2 }:
                    Finding result = Find(value2, scope);
                    scope.Result = new Finding(scope.Result.Varies || result.Varies || underVarying, null);
                    scope.HasReturned = true;
                    break;
                case ForStatement loop:
                    for (int trip = 0; trip < loop.Trips && !scope.HasReturned; trip++)
                    {
                        scope.Values[loop.Variable] = new Finding(false, loop.Start + ((long)trip * loop.Step));
                        Execute(loop.Body, scope, underVarying);
                    }

                    break;
                case IfStatement conditional:
                    If(conditional, scope, underVarying);
                    break;
            }
        }
    }

    private void If(IfStatement conditional, Scope scope, bool underVarying)
    {
        Finding condition = Find(conditional.Condition, scope);
        if (condition.Known is { } known)
        {
            Execute(known != 0 ? conditional.Then : conditional.Else, scope, underVarying);
            return;
        }

        bool varies = underVarying || condition.Varies;
        Scope then = scope.Copy(), otherwise = scope.Copy();
        Execute(conditional.Then, then, varies);
        Execute(conditional.Else, otherwise, varies);
        scope.Result = new Finding(then.Result.Varies || otherwise.Result.Varies, null);
        scope.HasReturned = then.HasReturned && otherwise.HasReturned;
        Scope[] going = [.. new[] { then, otherwise }.Where(static s => !s.HasReturned)];
        foreach (string name in going.SelectMany(static s => s.Values.Keys).Distinct().ToArray())
        {
            Finding[] found = [.. going.Where(s => s.Values.ContainsKey(name)).Select(s => s.Values[name])];
            scope.Values[name] = new Finding(found.Any(static f => f.Varies), found.All(f => f.Known == found[0].Known) ? found[0].Known : null);
        }
    }

    private Finding Find(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case LiteralExpression literal:
                return new Finding(false, literal.Type.IsFloating() ? null : literal.Bits);
            case VariableExpression variable:
                return scope.Values.TryGetValue(variable.Name, out Finding found) ? found : default;
            case ConditionalExpression conditional:
                Finding condition = Find(conditional.Condition, scope);
                if (condition.Known is { } known)
                    return Find(known != 0 ? conditional.WhenTrue : conditional.WhenFalse, scope);
                Finding whenTrue = Find(conditional.WhenTrue, scope), whenFalse = Find(conditional.WhenFalse, scope);
                return Held(expression, new Finding(condition.Varies || whenTrue.Varies || whenFalse.Varies, null));
            case ElementExpression element:
                Finding at = Find(element.Index, scope);
                return Inside(element.Index, at, dimension, "the vector")
                    ? scope.Values[ElementExpression.NameOf(element.Vector, at.Known!.Value)]
                    : default;
            case TableExpression element:
                ConstantTable table = method.Tables[element.Table];
                Finding row = Find(element.Index, scope);
                return Inside(element.Index, row, table.Elements.Count, $"'{table.Name}'") && !element.Type.IsFloating()
                    ? new Finding(false, table.Elements[(int)row.Known!.Value].Bits)
                    : default;
            case BinaryExpression binary:
                return Binary(binary, scope);
            case InlinedCall call:
                return Run(method.Callees[call.Callee], [.. call.Arguments.Select(a => Find(a, scope))]);
            default:
                Finding[] parts = [.. expression.Parts.Select(p => Find(p, scope))];
                return Held(expression, new Finding(parts.Any(static p => p.Varies), parts.Length == 1 ? OneKnown(expression, parts[0].Known) : null));
        }
    }

    private bool Inside(Expression index, Finding finding, int count, string what)
    {
        if (finding.Known is not { } value)
        {
            Report(DiagnosticDescriptors.ObjectiveIndex, index, Text(index), "is not known when the objective is compiled; compute it from constants, loop "
                + "variables and lengths");
            return false;
        }

        if (value >= 0 && value < count)
            return true;
        Report(DiagnosticDescriptors.ObjectiveIndex, index, Text(index), $"is {Literals.Number(value)} here, but {what} has {Literals.Number(count)} "
            + $"elements, from 0 to {Literals.Number(count - 1)}");
        return false;
    }

    private Finding Binary(BinaryExpression binary, Scope scope)
    {
        Finding left = Find(binary.Left, scope);

        // The other side is not looked at where the first one decides.
        if (binary.Operator is BinaryOperator.AndAlso or BinaryOperator.OrElse && left.Known is { } first
            && first != 0 == (binary.Operator == BinaryOperator.OrElse))
            return left;
        Finding right = Find(binary.Right, scope);
        bool varies = left.Varies || right.Varies;
        if (varies && binary.Operator == BinaryOperator.Remainder)
            return Refuse(binary, $"The remainder '{Text(binary)}'", "write x - y * Math.Truncate(x / y)");
        if (varies && binary is { Operator: BinaryOperator.Divide, Type: ScalarType.Int or ScalarType.Long })
            return Refuse(binary, $"The integer division '{Text(binary)}' of what depends on the variables", "divide doubles");
        long? value = left.Known is { } a && right.Known is { } b ? Known(binary, a, b) : null;
        return Held(binary, new Finding(varies, value));
    }

    private static long? Known(BinaryExpression binary, long a, long b)
    {
        if (binary.Left.Type is not (ScalarType.Int or ScalarType.Bool) || binary.Right.Type != binary.Left.Type)
            return null;
        long? value = binary.Operator switch
        {
            BinaryOperator.Add => a + b,
            BinaryOperator.Subtract => a - b,
            BinaryOperator.Multiply => a * b,
            BinaryOperator.Divide when b > 0 => a / b,
            BinaryOperator.Remainder when b > 0 => a % b,
            BinaryOperator.And or BinaryOperator.AndAlso => a & b,
            BinaryOperator.Or or BinaryOperator.OrElse => a | b,
            BinaryOperator.Equal => a == b ? 1 : 0,
            BinaryOperator.NotEqual => a != b ? 1 : 0,
            BinaryOperator.Less => a < b ? 1 : 0,
            BinaryOperator.LessOrEqual => a <= b ? 1 : 0,
            BinaryOperator.Greater => a > b ? 1 : 0,
            BinaryOperator.GreaterOrEqual => a >= b ? 1 : 0,
            _ => null,
        };
        bool isFolded = binary.Left.Type == ScalarType.Int || binary.Operator is BinaryOperator.And or BinaryOperator.AndAlso or BinaryOperator.Or
            or BinaryOperator.OrElse;
        return isFolded && value is >= int.MinValue and <= int.MaxValue ? value : null;
    }

    private static long? OneKnown(Expression expression, long? operand) => expression switch
    {
        UnaryExpression { Operator: UnaryOperator.Negate, Type: ScalarType.Int } when operand is not int.MinValue => -operand,
        UnaryExpression { Operator: UnaryOperator.Not } when operand is not null => 1 - operand,
        ConvertExpression { Type: ScalarType.Int or ScalarType.Long } convert when convert.Operand.Type is ScalarType.Int => operand,
        _ => null,
    };

    /// <summary>Holds what depends on the variables to what has a derivative in double.</summary>
    private Finding Held(Expression expression, Finding finding)
    {
        if (!finding.Varies)
            return finding;
        return expression switch
        {
            _ when expression.Type == ScalarType.Float => Refuse(expression, $"The float '{Text(expression)}'", "objectives are computed in double"),
            _ when expression.Type == ScalarType.Long => Refuse(expression, $"The long '{Text(expression)}' of what depends on the variables",
                "use an int, or Math.Floor and Math.Truncate"),
            UniformCall call => Refuse(expression, $"'{Text(expression)}', which has no derivative here,",
                Remedy(call.Method.Substring(call.Method.LastIndexOf('.') + 1))),
            LiftedCall => Refuse(expression, $"'{Text(expression)}', a method of another project,", "write its body here"),
            ElementaryCall { IsVectorMath: true } => Refuse(expression, $"'{Text(expression)}', which is a float,", "use Math"),
            ElementaryCall { Type: ScalarType.Int, Function: not ElementaryFunction.Sign } =>
                Refuse(expression, $"'{Text(expression)}' of ints that depend on the variables", "compute with doubles"),
            _ => finding,
        };
    }

    private static string Remedy(string name) => name switch
    {
        "Log" => "write Math.Log(x) / Math.Log(b)",
        "Round" => "write Math.Round(x * s) / s",
        "IEEERemainder" => "write x - y * Math.Round(x / y)",
        "Atan2" => "write Math.Atan(y / x), and the quadrant with conditions",
        "Hypot" => "write Math.Sqrt(x * x + y * y)",
        "Lerp" => "write a + t * (b - a)",
        "ScaleB" => "write x * Math.Pow(2, n)",
        _ => "write it with arithmetic, conditions and the functions of Math",
    };

    private Finding Refuse(Expression expression, string what, string instead)
    {
        Report(DiagnosticDescriptors.NotInObjective, expression, what, instead);
        return default;
    }

    private void Report(DiagnosticDescriptor descriptor, Expression expression, params object[] arguments)
    {
        SyntaxNode? syntax = map.Find(expression);
        if (syntax is null || _reported.Add(syntax))
            diagnostics.Add(Diagnostic.Create(descriptor, syntax?.GetLocation(), arguments));
    }

    private string Text(Expression expression) => map.Find(expression)?.ToString() ?? "";

    /// <summary>What is known of a value.</summary>
    /// <param name="Varies">Whether it depends on the variables.</param>
    /// <param name="Known">The int, or 0 or 1 of a bool, that expansion will find there.</param>
    private readonly record struct Finding(bool Varies, long? Known);

    private sealed class Scope
    {
        public Dictionary<string, Finding> Values { get; private init; } = new(StringComparer.Ordinal);

        public Finding Result { get; set; }

        public bool HasReturned { get; set; }

        public Scope Copy() => new() { Values = new Dictionary<string, Finding>(Values, StringComparer.Ordinal), Result = Result };
    }
}
