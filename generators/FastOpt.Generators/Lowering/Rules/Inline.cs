using System.Globalization;
using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Executes a scalar method symbolically: statements become one expression Graph. Locals vanish (their names stay on the nodes), ifs become selects
/// of what their branches leave behind, loops are unrolled, calls of other methods with a body are expanded in place; the same call is expanded once.
/// </summary>
/// <param name="method">The outermost method, which has the bodies of all that are called.</param>
/// <param name="graph">Receives the nodes; a new one where none is given.</param>
internal sealed class Inline(MethodBody method, Graph? graph = null)
{
    /// <summary>The index of the outermost method among those that have derivatives by hand.</summary>
    private const int Outermost = -1;

    private readonly Dictionary<(int Callee, string Arguments), Node> _calls = [];

    /// <summary>Receives the nodes.</summary>
    public Graph Graph { get; } = graph ?? new Graph();

    /// <summary>Runs the outermost method on the arguments; returns the value and what the parameters hold afterwards.</summary>
    public (Node? Value, IReadOnlyDictionary<string, Node> Variables) Run(IReadOnlyList<Node> arguments) =>
        method.Derivatives.Count == 0 ? Run(method, arguments) : (WithDerivatives(method, Outermost, arguments), new Dictionary<string, Node>());

    /// <summary>The derivatives of an <see cref="Op.Given"/>: one for each argument, null where it is not given by hand.</summary>
    public Node?[] Partials(Node given)
    {
        Node[] arguments = [.. given.Arguments.Skip(1)];
        var partials = new Node?[arguments.Length];
        foreach (GivenDerivative derivative in (given.Bits == Outermost ? method : method.Callees[(int)given.Bits]).Derivatives)
            partials[derivative.Parameter] = ShiftExponents.ForSlopes(Graph, Expand(derivative.Callee, arguments));
        return partials;
    }

    private (Node? Value, IReadOnlyDictionary<string, Node> Variables) Run(MethodBody body, IReadOnlyList<Node> arguments)
    {
        var scope = new Scope();
        for (int i = 0; i < arguments.Count; i++)
            scope.Variables[body.Parameters[i].Name] = arguments[i];
        Execute([.. body.Statements], 0, scope);
        return (scope.Result, scope.Variables);
    }

    /// <summary>Runs the statements from <paramref name="start"/> on until one of them returns.</summary>
    private void Execute(IReadOnlyList<Statement> statements, int start, Scope scope)
    {
        for (int i = start; i < statements.Count && !scope.HasReturned; i++)
        {
            switch (statements[i])
            {
                case AssignStatement assign:
                    scope.Variables[assign.Target] = Evaluate(assign.Value, scope).Named(assign.Target);
                    break;
                case ReturnStatement { Value: var value }:
                    scope.Result = value is null ? null : Evaluate(value, scope);
                    scope.HasReturned = true;
                    break;
                case ForStatement loop:
                    Execute(Unroll(loop, statements, i + 1), 0, scope);
                    return;
                case IfStatement conditional when ExecuteIf(conditional, statements, i + 1, scope):
                    return;
            }
        }
    }

    /// <summary>The iterations of the loop, followed by what stands behind it.</summary>
    private static IReadOnlyList<Statement> Unroll(ForStatement loop, IReadOnlyList<Statement> statements, int next)
    {
        var unrolled = new List<Statement>();
        for (int trip = 0; trip <= loop.Trips; trip++)
        {
            unrolled.Add(new AssignStatement(loop.Variable, new LiteralExpression(ScalarType.Int, loop.Start + ((long)trip * loop.Step))));
            if (trip < loop.Trips)
                unrolled.AddRange(loop.Body);
        }

        unrolled.AddRange(statements.Skip(next));
        return unrolled;
    }

    /// <summary>Executes both branches; true if they include the rest of the statements, because one of them may return.</summary>
    private bool ExecuteIf(IfStatement conditional, IReadOnlyList<Statement> statements, int next, Scope scope)
    {
        Node condition = Evaluate(conditional.Condition, scope);
        bool mayReturn = MayReturn(conditional.Then) || MayReturn(conditional.Else);
        IEnumerable<Statement> rest = mayReturn ? statements.Skip(next) : [];
        if (condition.Op == Op.Literal)
        {
            Execute([.. condition.Bits != 0 ? conditional.Then : conditional.Else, .. rest], 0, scope);
            return mayReturn;
        }

        Scope then = scope.Copy();
        Scope otherwise = scope.Copy();
        Execute([.. conditional.Then, .. rest], 0, then);
        Execute([.. conditional.Else, .. rest], 0, otherwise);
        foreach (string name in then.Variables.Keys.Where(otherwise.Variables.ContainsKey).OrderBy(static n => n, StringComparer.Ordinal).ToArray())
        {
            Node merged = Graph.Select(condition, then.Variables[name], otherwise.Variables[name]);
            scope.Variables[name] = ReferenceEquals(then.Variables[name], otherwise.Variables[name]) ? merged : merged.Named(name);
        }

        if (mayReturn)
        {
            scope.HasReturned = true;
            scope.Result = then.Result is null || otherwise.Result is null ? null : Graph.Select(condition, then.Result, otherwise.Result);
        }

        return mayReturn;
    }

    private static bool MayReturn(EquatableArray<Statement> statements) => statements.Any(static s => s switch
    {
        ReturnStatement => true,
        IfStatement i => MayReturn(i.Then) || MayReturn(i.Else),
        ForStatement f => MayReturn(f.Body),
        _ => false,
    });

    private Node Evaluate(Expression expression, Scope scope)
    {
        Node Of(Expression e) => Evaluate(e, scope);
        switch (expression)
        {
            case LiteralExpression literal:
                return Graph.Literal(literal.Type, literal.Bits);
            case VariableExpression variable:
                return scope.Variables[variable.Name];
            case ElementExpression element:
                return scope.Variables[ElementExpression.NameOf(element.Vector, Of(element.Index).Bits)];
            case TableExpression element:
                LiteralExpression entry = method.Tables[element.Table].Elements[(int)Of(element.Index).Bits];
                return Graph.Literal(entry.Type, entry.Bits);
            case HyperparameterExpression hyperparameter:
                return Graph.Hyperparameter(hyperparameter);
            case UnaryExpression unary:
                return Arithmetic(OpOf(unary.Operator), unary.Type, unary.IsChecked, Of(unary.Operand));
            case BinaryExpression { Operator: BinaryOperator.AndAlso or BinaryOperator.OrElse } binary:
                Node first = Of(binary.Left);

                // What is known to be left out is not evaluated: an index in it need not be inside.
                return first.Op == Op.Literal && first.Bits != 0 == (binary.Operator == BinaryOperator.OrElse)
                    ? first
                    : Arithmetic(OpOf(binary.Operator), binary.Type, isFlagged: true, first, Of(binary.Right));
            case BinaryExpression binary:
                return Arithmetic(OpOf(binary.Operator), binary.Type, binary.IsChecked, Of(binary.Left), Of(binary.Right));
            case ConditionalExpression conditional:
                Node condition = Of(conditional.Condition);
                return condition.Op == Op.Literal
                    ? Of(condition.Bits != 0 ? conditional.WhenTrue : conditional.WhenFalse)
                    : Graph.Select(condition, Of(conditional.WhenTrue), Of(conditional.WhenFalse));
            case ConvertExpression convert:
                return Convert(convert.Type, Of(convert.Operand), convert.IsChecked);
            case ElementaryCall { Function: ElementaryFunction.FusedMultiplyAdd, Type: ScalarType.Float } call:
                return MultiplyAdd([.. call.Arguments.Select(Of)]);
            case ElementaryCall call:
                return Elementary(call, [.. call.Arguments.Select(Of)]);
            case UniformCall call:
                return Graph.Make(Op.UniformCall, call.Type, [.. call.Arguments.Select(Of)], call.Method, call.IsOfRule ? 1 : 0);
            case LiftedCall call:
                return Graph.Make(Op.LiftedCall, call.Type, [.. call.Arguments.Select(Of)], LiftedNames.Join(call.Method, call.Parameters.Select(static p => p.Name)), LiftedForms.Of(call));
            case InlinedCall call:
                return Expand(call.Callee, [.. call.Arguments.Select(Of)]);
            default:
                throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}.");
        }
    }

    /// <summary>What the call leaves behind. Equal arguments are one node, so a chain of calls of calls costs its length, and not what it would unfold to.</summary>
    private Node Expand(int callee, Node[] arguments)
    {
        (int, string) key = (callee, string.Join(",", arguments.Select(static a => a.Id.ToString(CultureInfo.InvariantCulture))));
        if (!_calls.TryGetValue(key, out Node? value))
            _calls[key] = value = WithDerivatives(method.Callees[callee], callee, arguments);
        return value;
    }

    /// <summary>The value, and beside it the arguments in which its derivative is given: inside of the value these count as constants.</summary>
    private Node WithDerivatives(MethodBody body, int index, IReadOnlyList<Node> arguments)
    {
        if (body.Derivatives.Count == 0)
            return Run(body, arguments).Value!;
        Node[] stopped = [.. arguments];
        foreach (GivenDerivative derivative in body.Derivatives)
            stopped[derivative.Parameter] = Graph.Make(Op.Stop, arguments[derivative.Parameter].Type, [arguments[derivative.Parameter]]);
        return Graph.Make(Op.Given, body.ReturnType, [Run(body, stopped).Value!, .. arguments], bits: index);
    }

    /// <summary>Sign is a float in lanes, though an int in C#; going there and back again is left out.</summary>
    private Node Convert(ScalarType type, Node operand, bool isChecked) =>
        operand.Op == Op.Convert && operand.Type == ScalarType.Int && operand[0].Is(ElementaryFunction.Sign) && operand[0].Type == type
            ? operand[0]
            : Arithmetic(Op.Convert, type, isChecked, operand);

    /// <summary>An operation with the flag of its kind: short-circuit, or checked, which lanes do not know: their ints wrap.</summary>
    private Node Arithmetic(Op op, ScalarType type, bool isFlagged, params Node[] arguments) =>
        Graph.Make(op, type, arguments, bits: isFlagged && (type == ScalarType.Bool || !arguments.Any(static a => a.IsVarying)) ? NodeFlags.Checked : 0);

    /// <summary>In lanes every function is VectorMath's; a single number is computed by the method that the source names.</summary>
    private Node Elementary(ElementaryCall call, Node[] arguments) => call.IsVectorMath
        ? Graph.Make(Op.Call, call.Type, arguments, LiftedNames.VectorMath, (long)call.Function)
        : Graph.Call(call.Function, call.Type, arguments);

    /// <summary>In lanes a fused product is an operator like those that contraction finds.</summary>
    private Node MultiplyAdd(Node[] arguments) => arguments.Any(static a => a.IsVarying)
        ? Graph.Make(Op.MultiplyAdd, ScalarType.Float, arguments)
        : Graph.Call(ElementaryFunction.FusedMultiplyAdd, ScalarType.Float, arguments);

    private static Op OpOf(UnaryOperator @operator) => @operator switch
    {
        UnaryOperator.Negate => Op.Negate,
        UnaryOperator.Not => Op.Not,
        _ => Op.BitwiseNot,
    };

    private static Op OpOf(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Add => Op.Add,
        BinaryOperator.Subtract => Op.Subtract,
        BinaryOperator.Multiply => Op.Multiply,
        BinaryOperator.Divide => Op.Divide,
        BinaryOperator.Remainder => Op.Remainder,
        BinaryOperator.And or BinaryOperator.AndAlso => Op.And,
        BinaryOperator.Or or BinaryOperator.OrElse => Op.Or,
        BinaryOperator.Xor => Op.Xor,
        BinaryOperator.ShiftLeft => Op.ShiftLeft,
        BinaryOperator.ShiftRight => Op.ShiftRight,
        BinaryOperator.ShiftRightUnsigned => Op.ShiftRightUnsigned,
        BinaryOperator.Equal => Op.Equal,
        BinaryOperator.NotEqual => Op.NotEqual,
        BinaryOperator.Less => Op.Less,
        BinaryOperator.LessOrEqual => Op.LessOrEqual,
        BinaryOperator.Greater => Op.Greater,
        BinaryOperator.GreaterOrEqual => Op.GreaterOrEqual,
        _ => throw new ArgumentOutOfRangeException(nameof(@operator), @operator, null),
    };

    /// <summary>The values of the variables at one point of the execution.</summary>
    private sealed class Scope
    {
        public Dictionary<string, Node> Variables { get; private init; } = [];

        public Node? Result { get; set; }

        public bool HasReturned { get; set; }

        public Scope Copy() => new() { Variables = new Dictionary<string, Node>(Variables) };
    }
}
