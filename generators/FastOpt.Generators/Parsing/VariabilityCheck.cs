using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Finds what differs from element to element and holds it to what lanes can do: floats, ints and bools; no remainder, no integer division, no shift by a varying count;
/// functions that have a vector form. Uniform values may be and do anything.
/// </summary>
internal sealed class VariabilityCheck(KnownMethods known, SourceMap map, NeededDerivative? mustBeDifferentiable, IReadOnlyList<MethodBody> callees, List<Diagnostic> diagnostics)
{
    private readonly Dictionary<int, bool> _differentiable = [];
    private readonly HashSet<string> _varying = new(StringComparer.Ordinal);
    private readonly HashSet<SyntaxNode> _reported = [];
    private readonly Dictionary<(int Callee, string Varying), bool> _fits = [];
    private bool _changed;
    private bool _isGiven;

    /// <summary>Whether a parameter of the type is a lane rather than a uniform value.</summary>
    public static bool IsLane(ScalarType type, bool isFunction) => type == ScalarType.Float || (isFunction && type == ScalarType.Int);

    /// <summary>Checks the body of a method.</summary>
    public void Run(MethodBody body, bool isFunction = false)
    {
        _isGiven = body.Derivatives.Any(static d => d.Parameter == 0);
        Run(body, body.Parameters.Where(p => IsLane(p.Type, isFunction)).Select(static p => p.Name));
    }

    /// <summary>Checks the body with these parameters as lanes; whether nothing is wrong.</summary>
    private bool Run(MethodBody body, IEnumerable<string> lanes)
    {
        _varying.UnionWith(lanes);

        // A variable that becomes varying late in a loop or behind a condition is varying from the start.
        do
        {
            _changed = false;
            Spread(body.Statements, underVarying: false);
        }
        while (_changed);

        return !Check(body.Statements);
    }

    private void Spread(IEnumerable<Statement> statements, bool underVarying)
    {
        foreach (Statement statement in statements)
        {
            switch (statement)
            {
                case AssignStatement assign when underVarying || IsVarying(assign.Value):
                    _changed |= _varying.Add(assign.Target);
                    break;
                case IfStatement conditional:
                    bool varies = underVarying || IsVarying(conditional.Condition);
                    Spread(conditional.Then, varies);
                    Spread(conditional.Else, varies);
                    break;
                case ForStatement loop:
                    Spread(loop.Body, underVarying);
                    break;
            }
        }
    }

    private bool IsVarying(Expression expression) => expression is VariableExpression variable ? _varying.Contains(variable.Name) : expression.Parts.Any(IsVarying);

    private bool Check(IEnumerable<Statement> statements)
    {
        bool reported = false;
        foreach (Statement statement in statements)
        {
            switch (statement)
            {
                case AssignStatement assign:
                    reported |= Check(assign.Value);
                    break;
                case ReturnStatement { Value: { } value }:
                    reported |= Check(value);
                    break;
                case IfStatement conditional:
                    reported |= Check(conditional.Condition);
                    reported |= Check(conditional.Then);
                    reported |= Check(conditional.Else);
                    break;
                case ForStatement loop:
                    reported |= Check(loop.Body);
                    break;
            }
        }

        return reported;
    }

    /// <summary>
    /// A callee was checked with its bools as uniform values. Where one differs among elements, what is done with it must fit lanes too: no double may depend on it, no division of integers.
    /// </summary>
    private bool Fits(InlinedCall call)
    {
        MethodBody body = callees[call.Callee];
        bool IsLaneHere(int parameter) => IsLane(body.Parameters[parameter].Type, isFunction: true) || IsVarying(call.Arguments[parameter]);
        string[] lanes = [.. Enumerable.Range(0, body.Parameters.Count).Where(IsLaneHere).Select(p => body.Parameters[p].Name)];
        if (lanes.Length == body.Parameters.Count(static p => IsLane(p.Type, isFunction: true)))
            return true;
        (int, string) key = (call.Callee, string.Join(",", lanes));
        if (!_fits.TryGetValue(key, out bool fits))
        {
            // What is wrong is said of the argument; the places in the callee are another method's.
            bool Passes(MethodBody method) => new VariabilityCheck(known, new SourceMap(), null, callees, []).Run(method, method.Parameters.Where((_, i) => IsLaneHere(i)).Select(static p => p.Name));
            _fits[key] = fits = Passes(body) && body.Derivatives.All(d => Passes(callees[d.Callee]));
        }

        return fits;
    }

    /// <summary>Reports the innermost expression that is at fault, once; true if there was one.</summary>
    private bool Check(Expression expression)
    {
        bool reported = false;
        foreach (Expression child in expression.Parts)
            reported |= !IsImplicitWidening(child) && Check(child);
        foreach (Expression child in expression.Parts.Where(IsImplicitWidening))
            reported |= Check(((ConvertExpression)child).Operand);
        if (reported || !IsVarying(expression))
            return reported;

        // The comparison of a float with a double fits lanes, but it widens the float.
        ScalarType type = expression.Parts.FirstOrDefault(part => IsImplicitWidening(part) && IsVarying(part)) is { } widened && expression.Type.FitsLanes() ? widened.Type : expression.Type;
        if (!type.FitsLanes())
            return Report(DiagnosticDescriptors.VaryingDouble, expression, type.Keyword(), FloatRemedy(expression, type));
        return expression switch
        {
            BinaryExpression { Operator: BinaryOperator.Remainder } =>
                Report(DiagnosticDescriptors.ConstructNotSupported, expression, $"The remainder '{Text(expression)}'", "write x - y * MathF.Truncate(x / y)"),
            BinaryExpression { Operator: BinaryOperator.Divide, Type: ScalarType.Int } =>
                Report(DiagnosticDescriptors.ConstructNotSupported, expression, $"The integer division '{Text(expression)}'", "shift, or divide floats"),
            BinaryExpression { Operator: BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.ShiftRightUnsigned } shift when IsVarying(shift.Right) =>
                Report(DiagnosticDescriptors.ConstructNotSupported, expression, $"The shift '{Text(expression)}' by a count that differs from element to element", "shift by a constant"),
            BinaryExpression { IsChecked: true } or UnaryExpression { IsChecked: true } or ConvertExpression { IsChecked: true } when SaysChecked(expression) =>
                Report(DiagnosticDescriptors.ConstructNotSupported, expression, $"The checked '{Text(expression)}' of values that differ from element to element", "leave 'checked' away; ints in lanes wrap"),
            InlinedCall call when !Fits(call) && call.Arguments.FirstOrDefault(a => a.Type == ScalarType.Bool && IsVarying(a)) is { } argument =>
                Report(DiagnosticDescriptors.ConstructNotSupported, argument, $"'{Text(argument)}', which differs from element to element, as an argument of '{Text(call)}'", "pass a value that is the same for all elements, or choose between two calls with '? :'"),
            UniformCall { IsOfRule: true } =>
                Report(DiagnosticDescriptors.ConstructNotSupported, expression, $"The call '{Text(expression)}' with values that differ from element to element", "mark the method static and [Vectorized]"),
            LiftedCall { TakesScalars: true } call when call.Arguments.Skip(1).FirstOrDefault(IsVarying) is { } argument =>
                Report(DiagnosticDescriptors.ConstructNotSupported, argument, $"'{Text(argument)}', which differs from element to element, as an argument of this method of another assembly", "pass a value that is the same for all elements"),
            UniformCall or ElementaryCall
            {
                Type: ScalarType.Int, Function: not (ElementaryFunction.Abs or ElementaryFunction.Min or ElementaryFunction.Max or ElementaryFunction.Sign
                or ElementaryFunction.Clamp or ElementaryFunction.SingleToInt32Bits or ElementaryFunction.ConvertToInt32Native)
            } =>
                Report(DiagnosticDescriptors.NoVectorForm, expression, KnownMethods.Remedy(MethodOf(expression))),
            ElementaryCall call when !known.HasVectorForm(call.Function) =>
                Report(DiagnosticDescriptors.NoVectorForm, expression, "write it with arithmetic, or with the functions of VectorMath"),
            _ when mustBeDifferentiable is { } needed && !_isGiven && !HasDerivative(expression) =>
                Report(DiagnosticDescriptors.NotDifferentiable, expression, needed.Of, "write it with arithmetic and the functions of MathF and VectorMath"),
            _ => false,
        };
    }

    /// <summary>A conversion that C# put there: the user sees the operand only, and what is done with it.</summary>
    private bool IsImplicitWidening(Expression expression) =>
        expression is ConvertExpression && !expression.Type.FitsLanes() && map.Find(expression) is { } syntax and not CastExpressionSyntax && syntax == map.Find(((ConvertExpression)expression).Operand);

    /// <summary>Whether the source itself says <c>checked</c> there; where the project does, ints in lanes wrap all the same.</summary>
    private bool SaysChecked(Expression expression)
    {
        foreach (SyntaxNode node in map.Find(expression)?.AncestorsAndSelf() ?? [])
        {
            if (node is CheckedExpressionSyntax or CheckedStatementSyntax)
                return node.Kind() is SyntaxKind.CheckedExpression or SyntaxKind.CheckedStatement;
        }

        return false;
    }

    private bool HasDerivative(Expression expression)
    {
        switch (expression)
        {
            case ElementaryCall { Function: ElementaryFunction.SingleToInt32Bits }:
                return false;
            case LiftedCall call:
                return call.Derivatives >= mustBeDifferentiable?.Order;
            case InlinedCall { Callee: var callee }:
                if (!_differentiable.TryGetValue(callee, out bool isDifferentiable))
                    _differentiable[callee] = isDifferentiable = callees[callee].Derivatives.Any(static d => d.Parameter == 0) || ReturnsDerivative(callees[callee].Statements);
                return isDifferentiable;
            default:
                return true;
        }
    }

    private static string MethodOf(Expression expression) => expression switch
    {
        UniformCall call => call.Method.Substring(call.Method.LastIndexOf('.') + 1),
        ElementaryCall call => call.Function.ToString(),
        _ => "",
    };

    private bool ReturnsDerivative(IEnumerable<Statement> statements) => statements.All(s => s switch
    {
        AssignStatement assign => All(assign.Value),
        ReturnStatement { Value: { } value } => All(value),
        IfStatement conditional => ReturnsDerivative(conditional.Then) && ReturnsDerivative(conditional.Else),
        ForStatement loop => ReturnsDerivative(loop.Body),
        _ => true,
    });

    private bool All(Expression expression) => HasDerivative(expression) && expression.Parts.All(All);

    private bool Report(DiagnosticDescriptor descriptor, Expression expression, params string[] arguments)
    {
        SyntaxNode? syntax = map.Find(expression);
        if (syntax is null || !_reported.Add(syntax))
            return true;
        string text = syntax.ToString();
        object[] all = descriptor == DiagnosticDescriptors.ConstructNotSupported ? [.. arguments] : [text, .. arguments];
        diagnostics.Add(Diagnostic.Create(descriptor, syntax.GetLocation(), all));
        return true;
    }

    private string Text(Expression expression) => map.Find(expression)?.ToString() ?? "";

    /// <summary>What to write instead of a varying double.</summary>
    private string FloatRemedy(Expression expression, ScalarType type)
    {
        if (type != ScalarType.Double)
            return "use int";
        switch (expression)
        {
            case BinaryExpression binary when !IsVarying(binary.Left) && binary.Left.Type == ScalarType.Double:
                return $"write {Cast(binary.Left)}";
            case BinaryExpression binary when !IsVarying(binary.Right) && binary.Right.Type == ScalarType.Double:
                return $"write {Cast(binary.Right)}";
            case ElementaryCall call:
                return $"write MathF.{call.Function}, whose value is a float";
            case ConvertExpression when map.Find(expression) is CastExpressionSyntax:
                return "leave the cast to double away";
            default:
                return "make it a float";
        }
    }

    private string Cast(Expression uniform)
    {
        while (uniform is ConvertExpression convert && map.Find(convert) == map.Find(convert.Operand))
            uniform = convert.Operand;
        SyntaxNode? syntax = map.Find(uniform);
        if (syntax is LiteralExpressionSyntax literal)
            return literal.Token.Text.TrimEnd('d', 'D') + "f";
        bool simple = syntax is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax;
        return simple ? $"(float){syntax}" : $"(float)({syntax})";
    }
}

/// <summary>A derivative in the first parameter that must exist.</summary>
/// <param name="Of">The rule or the emitted method that needs it.</param>
/// <param name="Order">1 or 2.</param>
internal sealed record NeededDerivative(string Of, int Order);
