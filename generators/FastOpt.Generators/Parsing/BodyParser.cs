using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Reads a scalar method from the compiler's own view of it (its operations: types resolved, conversions explicit, constants folded) into statements
/// and expressions. This part reads statements; the other one expressions.
/// </summary>
internal sealed partial class BodyParser
{
    /// <summary>More trips than this would be more code than any cache holds.</summary>
    private const int LongestLoop = 256;

    /// <summary>Each condition that returns in some of its cases only doubles the ways through what follows.</summary>
    private const int MostPartialReturns = 8;

    /// <summary>More than this, with what is called and the trips of loops, would be more code than anyone waits for.</summary>
    private const int MostOperations = 1 << 14;

    /// <summary>
    /// Each method is expanded with all that it calls, and so is each that it calls for itself: a chain of n methods would be n²/2 of them. And each goes down the chain by recursion.
    /// </summary>
    private const int DeepestCalls = 64;

    private readonly Compilation _compilation;
    private readonly KnownMethods _known;
    private readonly INamedTypeSymbol? _rule;
    private readonly IMethodSymbol _method;
    private readonly IReadOnlyList<IMethodSymbol> _callers;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<ISymbol> _loopVariables = new(SymbolEqualityComparer.Default);
    /// <summary>The static fields whose initializers are being read, one for the other.</summary>
    private readonly Stack<IFieldSymbol> _fields = new();
    private string? _fieldMistake;

    /// <summary>Whether the method, or one that it calls, reads a static field that is no constant.</summary>
    private bool _readsFields;
    private readonly CalleeTable _callees;
    private readonly Dictionary<string, int> _assignments = new(StringComparer.Ordinal);
    private readonly HashSet<(int Callee, string Values, EquatableArray<Expression> Arguments)> _calls = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly SourceMap _map;

    /// <summary>The number of variables of an objective, whose body is read; null in rules.</summary>
    private readonly int? _dimension;

    /// <summary>Conditions so far after which the method may have returned or not, whichever way the condition went.</summary>
    private int _partialReturns;

    /// <summary>Trips of the loops around the statement that is read.</summary>
    private int _trips = 1;

    /// <summary>Operations so far, counted as often as they are expanded.</summary>
    private long _operations;
    private bool _hasErrors;

    /// <summary>How many methods are between this one and the outermost, and how many are called below it, one in the other.</summary>
    private readonly int _callersAbove;
    private int _callsBelow;

    /// <summary>What has no meaning to us: mostly because the C# compiler finds none in it either.</summary>
    private IOperation? _broken;

    private BodyParser(
        Compilation compilation, KnownMethods known, INamedTypeSymbol? rule, IMethodSymbol method, BodyParser? caller, CancellationToken cancellation,
        bool isDerivative = false, int? dimension = null)
    {
        (_compilation, _known, _rule, _method, _cancellation) = (compilation, known, rule, PartialMethods.WithBody(method), cancellation);
        _callers = isDerivative ? [_method] : [.. caller?._callers ?? [], _method];
        _callees = caller?._callees ?? new CalleeTable();
        _callersAbove = caller is null ? 0 : caller._callersAbove + 1;
        _dimension = dimension ?? caller?._dimension;

        // What is wrong in a helper of an objective is said there, once it is known how it is called.
        _map = _dimension is null || caller is null ? new SourceMap() : caller._map;
    }

    /// <summary>
    /// Parses and checks a method.
    /// </summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="known">The known methods of that compilation.</param>
    /// <param name="rule">The struct whose members are hyperparameters; null for a <c>[Vectorized]</c> method.</param>
    /// <param name="method">The method.</param>
    /// <param name="mustBeDifferentiable">The derivative in the first parameter that must exist, or null.</param>
    /// <param name="diagnostics">Receives what is wrong with it.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The body; null if it has an error, be it one that the C# compiler reports.</returns>
    public static MethodBody? Parse(
        Compilation compilation,
        KnownMethods known,
        INamedTypeSymbol? rule,
        IMethodSymbol method,
        NeededDerivative? mustBeDifferentiable,
        List<Diagnostic> diagnostics,
        CancellationToken cancellation)
    {
        var parser = new BodyParser(compilation, known, rule, method, caller: null, cancellation);
        MethodBody? body = parser.ParseMethod();
        if (body is not null)
            body = parser.WithDerivatives(body);
        if (body is not null)
        {
            var check = new VariabilityCheck(known, parser._map, mustBeDifferentiable, parser._callees.Bodies, parser._diagnostics);
            check.Run(body, isFunction: rule is null);
        }

        if ((parser._diagnostics.Count > 0 || parser._broken is not null) && !parser.IsBrokenSource())
        {
            if (parser._diagnostics.Count == 0)
                parser.ReportUnsupported(parser._broken!, $"'{parser._broken!.Syntax}'", "use arithmetic, comparisons, '? :', MathF, VectorMath and [Vectorized] methods");
            diagnostics.AddRange(parser._diagnostics);
        }

        return parser._diagnostics.Count == 0 && !parser._hasErrors && body is not null ? body with { Callees = parser._callees.Bodies.ToEquatableArray() } : null;
    }

    /// <summary>Whether the C# compiler finds errors in the method, so that ours would only be guesses at what is meant.</summary>
    private bool IsBrokenSource() => _method.DeclaringSyntaxReferences.Any(r =>
    {
        SyntaxNode syntax = r.GetSyntax(_cancellation);
        return _compilation.GetSemanticModel(syntax.SyntaxTree).GetDiagnostics(syntax.Span, _cancellation).Any(static d => d.Severity == DiagnosticSeverity.Error);
    });

    private MethodBody? ParseMethod()
    {
        if (_method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) is not { } syntax)
            return null;
        var parameters = new List<MethodParameter>();
        foreach (IParameterSymbol parameter in _method.Parameters)
        {
            if (_dimension is not null && ObjectiveSignature.IsVector(parameter.Type))
            {
                parameters.AddRange(VectorElements(parameter));
                continue;
            }

            if (ScalarTypeReader.Of(parameter.Type) is not { } type)
                return null;
            parameters.Add(new MethodParameter(NameOf(parameter), type, parameter.RefKind == RefKind.Ref));
        }

        if (_method.IsExtern || _method.IsAbstract || _method.IsPartialDefinition)
        {
            _diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.ConstructNotSupported, _method.Locations[0], $"'{_method.Name}', which has no body,", "write its body in C#"));
            return null;
        }

        SemanticModel model = _compilation.GetSemanticModel(syntax.SyntaxTree);
        if (model.GetOperation(syntax, _cancellation) is not IMethodBodyOperation operation || (operation.BlockBody ?? operation.ExpressionBody) is not { } block)
            return null;
        EquatableArray<Statement> statements = Statements(block.Operations);
        if (_hasErrors || _diagnostics.Count > 0 || ScalarTypeReader.Of(_method.ReturnType) is not { } returnType)
            return null;
        var body = new MethodBody { Parameters = [.. parameters], ReturnType = returnType, Statements = statements };
        _hasErrors = !FlowCheck.Passes(body);
        return _hasErrors ? null : body;
    }

    private EquatableArray<Statement> Statements(IEnumerable<IOperation> operations) => operations.SelectMany(Statement).ToEquatableArray();

    private IEnumerable<Statement> Statement(IOperation operation)
    {
        List<Statement> outer = _prelude;
        _prelude = [];
        List<Statement> statements = [.. Read(operation)];
        statements.InsertRange(0, _prelude);
        _prelude = outer;
        return statements;
    }

    private IEnumerable<Statement> Read(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        switch (operation)
        {
            case IBlockOperation block:
                return Statements(block.Operations);
            case IEmptyOperation:
                return [];
            case IVariableDeclarationGroupOperation group:
                return Declarations(group);
            case IExpressionStatementOperation { Operation: var expression }:
                return Effect(expression);
            case IReturnOperation { ReturnedValue: null }:
                return [new ReturnStatement(null)];
            case IReturnOperation { ReturnedValue: { } value }:
                return Expression(value) is { } returned ? [new ReturnStatement(returned)] : [];
            case IConditionalOperation conditional:
                return If(conditional);
            case ISwitchOperation @switch:
                return Switch(@switch);
            case IForLoopOperation loop:
                return For(loop);
            case IInvalidOperation:
                return Broken(operation);
            default:
                return Unsupported(operation, StatementKind(operation), StatementRemedy(operation));
        }
    }

    private List<Statement> Declarations(IVariableDeclarationGroupOperation group)
    {
        var statements = new List<Statement>();
        foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(static d => d.Declarators))
        {
            ILocalSymbol local = declarator.Symbol;
            if (local.IsConst)
                continue;
            if (local.IsRef || ScalarTypeReader.Of(local.Type) is null)
            {
                if (local.Type.TypeKind == TypeKind.Error)
                    Broken(declarator);
                else
                    Unsupported(declarator, $"The local '{local.Name}' of type '{local.Type.ToDisplayString()}'", "use float, int or bool, or double for values that are the same for all elements");
            }
            else if (declarator.GetVariableInitializer() is { } initializer && Known(local, initializer.Value) && Expression(initializer.Value) is { } value)
            {
                statements.Add(new AssignStatement(NameOf(local), value));
            }
        }

        return statements;
    }

    private IEnumerable<Statement> Effect(IOperation expression)
    {
        switch (expression)
        {
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                return Assign(assignment.Target, Expression(assignment.Value));
            case ICompoundAssignmentOperation compound:
                return Assign(compound.Target, Compound(compound));
            case IIncrementOrDecrementOperation step when ScalarTypeReader.Of(step.Target.Type) is { } type:
                BinaryOperator @operator = step.Kind == OperationKind.Increment ? BinaryOperator.Add : BinaryOperator.Subtract;
                LiteralExpression one = type.IsFloating() ? LiteralExpression.Floating(type, 1) : new LiteralExpression(type, 1);
                return Assign(step.Target, Expression(step.Target) is { } target ? At(step, new BinaryExpression(type, @operator, target, one, step.IsChecked && Overflows(@operator, type))) : null);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IInvalidOperation:
                return Broken(expression);
            default:
                return Unsupported(expression, "A statement other than an assignment", "assign its result to a local or to a ref parameter");
        }
    }

    private IEnumerable<Statement> Assign(IOperation target, Expression? value)
    {
        ISymbol? symbol = target switch
        {
            ILocalReferenceOperation local => local.Local,
            IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
            IParameterReferenceOperation parameter when SymbolEqualityComparer.Default.Equals(parameter.Parameter.ContainingSymbol, _method) => parameter.Parameter,
            _ => null,
        };
        if (target is IInvalidOperation)
            return Broken(target);
        if (symbol is null)
            return Unsupported(target, $"An assignment to '{target.Syntax}'", "assign to locals and to the ref parameters of the method only");
        if (_loopVariables.Contains(symbol))
            return Report(DiagnosticDescriptors.LoopNotConstant, target, $"The loop variable '{symbol.Name}' is changed in the loop");
        string name = NameOf(symbol);
        _assignments[name] = _assignments.TryGetValue(name, out int count) ? count + 1 : 1;
        return value is null ? [] : [new AssignStatement(name, value)];
    }

    /// <summary><c>(a, b) = (b, a)</c>: all values are computed before the first is assigned.</summary>
    private IEnumerable<Statement> Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        IOperation value = deconstruction.Value;
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (target is not ITupleOperation targets || value is not ITupleOperation values || targets.Elements.Length != values.Elements.Length)
            return Unsupported(deconstruction, $"'{deconstruction.Syntax}'", "assign the parts one by one");

        var statements = new List<Statement>();
        var assignments = new List<Statement>();
        for (int i = 0; i < values.Elements.Length; i++)
        {
            if (targets.Elements[i] is IDiscardOperation)
                continue;
            if (Expression(values.Elements[i]) is not { } part || ScalarTypeReader.Of(targets.Elements[i].Type) is not { } type)
                return [];
            string name = Fresh("value");
            statements.Add(new AssignStatement(name, part.Type == type ? part : At(values.Elements[i], new ConvertExpression(type, part))));
            assignments.AddRange(Assign(targets.Elements[i], At(values.Elements[i], new VariableExpression(type, name))));
        }

        return [.. statements, .. assignments];
    }

    private IEnumerable<Statement> IfHere(IConditionalOperation conditional)
    {
        Expression? condition = Expression(conditional.Condition);
        EquatableArray<Statement> then = Statements([conditional.WhenTrue]);
        EquatableArray<Statement> otherwise = conditional.WhenFalse is { } whenFalse ? Statements([whenFalse]) : [];
        return If(conditional, condition, then, otherwise);
    }

    private IEnumerable<Statement> If(IOperation operation, Expression? condition, EquatableArray<Statement> then, EquatableArray<Statement> otherwise)
    {
        if (FlowCheck.MayReturn(then, otherwise))
        {
            _partialReturns += _trips;
            if (_partialReturns > MostPartialReturns)
                return Unsupported(operation, "One more condition that returns in some of its cases only", "choose values with '? :', or return in every case");
        }

        return condition is null ? [] : [new IfStatement(condition, then, otherwise)];
    }

    private IEnumerable<Statement> For(IForLoopOperation loop)
    {
        if (LoopRange.Of(loop, ConstantOf) is not { } range)
            return Report(DiagnosticDescriptors.LoopNotConstant, loop, "The number of trips of this loop is not a constant");
        int outerTrips = _trips;
        long trips = (long)outerTrips * range.Trips;
        if (_dimension is not null && trips > LongestObjectiveLoop)
            return ReportTooLong(loop, trips);
        if (_dimension is null && trips > LongestLoop)
            return Report(DiagnosticDescriptors.LoopNotConstant, loop, FormattableString.Invariant($"This loop has {trips} trips, and more than {LongestLoop} are not unrolled"));

        _loopVariables.Add(range.Variable);
        _trips = Math.Max(1, (int)trips);
        _calls.Clear();
        EquatableArray<Statement> body = Statements([loop.Body]);
        _trips = outerTrips;
        return [new ForStatement(NameOf(range.Variable), range.Start, range.Step, range.Trips, body)];
    }

    private string NameOf(ISymbol symbol)
    {
        if (_names.TryGetValue(symbol, out string? name))
            return name;
        name = Fresh(symbol.Name);
        _names.Add(symbol, name);
        return name;
    }

    private string Fresh(string stem)
    {
        string name = stem;
        for (int i = 2; !_taken.Add(name); i++)
            name = FormattableString.Invariant($"{stem}{i}");
        return name;
    }

    /// <summary>Counts an operation, or all those of a callee; true, after a diagnostic, where they become too many.</summary>
    private bool IsTooLarge(IOperation operation, long operations)
    {
        int most = _dimension is null ? MostOperations : MostObjectiveOperations;
        bool wasTooLarge = _operations > most;
        _operations += operations * _trips;
        if (!wasTooLarge && _operations > most && _dimension is not null)
        {
            ReportTooLarge(operation);
        }
        else if (!wasTooLarge && _operations > most)
        {
            string what = FormattableString.Invariant($"A method of more than {MostOperations} operations, with those that it calls and repeats,");
            ReportUnsupported(operation, what, "keep in locals what is used more than once, and call or repeat less");
        }

        return _operations > most;
    }

    private IEnumerable<Statement> Unsupported(IOperation operation, string what, string instead)
    {
        ReportUnsupported(operation, what, instead);
        return [];
    }

    private Expression? ReportUnsupported(IOperation operation, string what, string instead)
    {
        _diagnostics.Add(_dimension is null
            ? Diagnostic.Create(DiagnosticDescriptors.ConstructNotSupported, operation.Syntax.GetLocation(), what, instead)
            : Diagnostic.Create(DiagnosticDescriptors.NotInObjective, operation.Syntax.GetLocation(), what, ObjectiveRemedy(instead)));
        return null;
    }

    private IEnumerable<Statement> Report(DiagnosticDescriptor descriptor, IOperation operation, params object[] arguments)
    {
        _diagnostics.Add(Diagnostic.Create(descriptor, operation.Syntax.GetLocation(), arguments));
        return [];
    }

    /// <summary>The source does not compile here, which the C# compiler tells the user itself.</summary>
    private IEnumerable<Statement> Broken(IOperation operation)
    {
        _broken ??= operation;
        _hasErrors = true;
        return [];
    }

    private static string StatementKind(IOperation operation) => operation.Kind switch
    {
        OperationKind.Loop => "This loop",
        OperationKind.Throw => "An exception",
        OperationKind.Try => "A try block",
        OperationKind.Branch => "A jump",
        OperationKind.LocalFunction => "A local function",
        _ => "This statement",
    };

    private static string StatementRemedy(IOperation operation) => operation.Kind switch
    {
        OperationKind.Loop => "write a for loop with a constant number of trips",
        OperationKind.Throw => "a vector has no element to blame; return float.NaN",
        OperationKind.Branch => "choose values with if or '? :' instead",
        OperationKind.LocalFunction => "make it a static method marked [Vectorized]",
        _ => "use assignments, if, for and return",
    };
}
