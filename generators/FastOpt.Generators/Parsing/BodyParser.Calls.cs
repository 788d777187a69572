using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FastOpt.Generators.Parsing;

internal sealed partial class BodyParser
{
    private static readonly SymbolDisplayFormat QualifiedName = SymbolDisplayFormat.FullyQualifiedFormat;

    private Expression? Call(IInvocationOperation call)
    {
        IMethodSymbol method = PartialMethods.WithBody(call.TargetMethod);
        if (ScalarTypeReader.Of(call.Type) is not { } type || type == ScalarType.Void)
            return NoType(call);

        if (_dimension is not null && IsHelper(call, method))
            return Helper(call, method, type);
        var arguments = new Expression[method.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.None } parameter)
                return ReportUnsupported(argument, "An argument that is passed by reference", "pass it by value and return the result");
            if (Expression(argument.Value) is not { } value)
                return null;
            arguments[parameter.Ordinal] = value;
        }

        if (_fields.Count > 0 && _rule is not null && SymbolEqualityComparer.Default.Equals(method.ContainingType, _rule) && !_known.IsVectorized(method))
        {
            // In C# it is called once, and here it would be at every step.
            _fieldMistake = $"its initializer calls '{method.Name}'";
            return ReportUnsupported(call, $"The call of '{method.Name}' in the initializer of a field", "write numbers there");
        }

        if (KnownMethods.IsRounding(method))
            return Rounding(call, type, arguments);
        if (_known.Find(method) is { } function)
            return Elementary(call, function, type, arguments);
        if (Classification(method, arguments) is { } test)
            return test;
        if (_known.IsVectorized(method))
            return Vectorized(call, method, type, arguments);
        bool isOwn = _rule is not null && _dimension is null && !method.IsGenericMethod && SymbolEqualityComparer.Default.Equals(method.ContainingType, _rule);
        if (KnownMethods.IsPure(method) || isOwn)
            return new UniformCall(type, $"{(method.IsStatic ? method.ContainingType.ToDisplayString(QualifiedName) : "this")}.{Keywords.Escape(method.Name)}", [.. arguments], isOwn);
        return ReportUnsupported(call, $"The call of '{method.Name}'", "mark the method static and [Vectorized], or use MathF and VectorMath");
    }

    private Expression Elementary(IInvocationOperation call, ElementaryFunction function, ScalarType type, Expression[] arguments)
    {
        if (_known.FindInVectorMath(_method) == function)
            _diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RecursiveFunction, call.Syntax.GetLocation(), _method.Name));

        // In lanes the sign is a number like the others; in C# it is an int.
        return function == ElementaryFunction.Sign && type == ScalarType.Int && arguments[0].Type.IsFloating()
            ? new ConvertExpression(type, At(call, new ElementaryCall(arguments[0].Type, function, [.. arguments])))
            : new ElementaryCall(type, function, [.. arguments], _known.FindInVectorMath(call.TargetMethod) is not null);
    }

    /// <summary>Math.Round with a mode, which is another function for each.</summary>
    private Expression? Rounding(IInvocationOperation call, ScalarType type, Expression[] arguments)
    {
        MidpointRounding? mode = arguments[1] is LiteralExpression literal ? (MidpointRounding)literal.Bits : null;
        Expression Function(ElementaryFunction function, params Expression[] of) => At(call, new ElementaryCall(type, function, [.. of]));
        switch ((int?)mode)
        {
            case 0:
                return Function(ElementaryFunction.Round, arguments[0]);
            case 1:
                // The nearest integer, halves away from zero: the fraction is exact.
                string name = Fresh("value");
                _prelude.Add(new AssignStatement(name, arguments[0]));
                Expression x = At(call, new VariableExpression(type, name));
                Expression whole = Function(ElementaryFunction.Truncate, x);
                Expression fraction = Function(ElementaryFunction.Abs, At(call, new BinaryExpression(type, BinaryOperator.Subtract, x, whole)));
                Expression farther = At(call, new BinaryExpression(type, BinaryOperator.Add, whole, Function(ElementaryFunction.CopySign, LiteralExpression.Floating(type, 1), x)));
                Expression isFar = At(call, new BinaryExpression(ScalarType.Bool, BinaryOperator.GreaterOrEqual, fraction, LiteralExpression.Floating(type, 0.5)));
                return new ConditionalExpression(type, isFar, farther, whole);
            case 2:
                return Function(ElementaryFunction.Truncate, arguments[0]);
            case 3:
                return Function(ElementaryFunction.Floor, arguments[0]);
            case 4:
                return Function(ElementaryFunction.Ceiling, arguments[0]);
            default:
                return ReportUnsupported(call, $"'{call.Syntax}'", "name the mode in place: MidpointRounding.ToEven, AwayFromZero, ToZero, ToNegativeInfinity or ToPositiveInfinity");
        }
    }

    /// <summary>float.IsNaN and its kin, in comparisons.</summary>
    private static Expression? Classification(IMethodSymbol method, Expression[] arguments)
    {
        if (method.ContainingType.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double) || arguments.Length != 1)
            return null;
        Expression x = arguments[0];
        LiteralExpression infinity = LiteralExpression.Floating(x.Type, double.PositiveInfinity);
        Expression Magnitude() => new ElementaryCall(x.Type, ElementaryFunction.Abs, [x]);
        return method.Name switch
        {
            "IsNaN" => new BinaryExpression(ScalarType.Bool, BinaryOperator.NotEqual, x, x),
            "IsInfinity" => new BinaryExpression(ScalarType.Bool, BinaryOperator.Equal, Magnitude(), infinity),
            "IsFinite" => new BinaryExpression(ScalarType.Bool, BinaryOperator.Less, Magnitude(), infinity),
            "IsPositiveInfinity" => new BinaryExpression(ScalarType.Bool, BinaryOperator.Equal, x, infinity),
            "IsNegativeInfinity" => new BinaryExpression(ScalarType.Bool, BinaryOperator.Equal, x, LiteralExpression.Floating(x.Type, double.NegativeInfinity)),
            "IsNegative" or "IsPositive" when x.Type == ScalarType.Float => new BinaryExpression(
                ScalarType.Bool,
                method.Name == "IsNegative" ? BinaryOperator.Less : BinaryOperator.GreaterOrEqual,
                new ElementaryCall(ScalarType.Int, ElementaryFunction.SingleToInt32Bits, [x]),
                new LiteralExpression(ScalarType.Int, 0)),
            _ => null,
        };
    }

    private Expression? Vectorized(IInvocationOperation call, IMethodSymbol method, ScalarType type, Expression[] arguments)
    {
        if (_callers.Contains(method, SymbolEqualityComparer.Default))
        {
            _diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RecursiveFunction, call.Syntax.GetLocation(), method.Name));
            return null;
        }

        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _compilation.Assembly))
        {
            string name = $"{method.ContainingType.ToDisplayString(QualifiedName)}.{Keywords.Escape(method.Name)}";
            bool Has(string derivative) => method.ContainingType.GetMembers(method.Name + derivative).OfType<IMethodSymbol>().Any(static m => m.Parameters.Any(static p => p.Type.Name == "Vector128"));
            int derivatives = !Has("Derivative") ? 0 : Has("SecondDerivative") ? 2 : 1;
            MethodParameter[] parameters = [.. method.Parameters.Select(static p => new MethodParameter(p.Name, ScalarTypeReader.Of(p.Type) ?? ScalarType.Void))];
            return new LiftedCall(type, name, [.. parameters], derivatives, [.. arguments]);
        }

        if (!_callees.ByMethod.TryGetValue(method, out Callee? callee))
            _callees.ByMethod[method] = callee = ParseCallee(method);
        _hasErrors |= callee.HasErrors;
        _readsFields |= callee.ReadsFields;
        if (callee.ReadsFields && _fields.Count > 0)
        {
            _fieldMistake = $"its initializer calls '{method.Name}', which reads static fields that may not be set by then";
            return ReportUnsupported(call, $"The call of '{method.Name}' in the initializer of a field", "write numbers there");
        }

        if (callee.IsRecursive && _dimension is null)
            _diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RecursiveFunction, call.Syntax.GetLocation(), method.Name));
        _callsBelow = Math.Max(_callsBelow, callee.CallsBelow + 1);
        if (!callee.HasErrors && callee.CallsBelow + 1 > DeepestCalls)
        {
            string what = FormattableString.Invariant($"A chain of more than {DeepestCalls} methods that call one another");
            return ReportUnsupported(call, what, "write the body of one of them where it is called");
        }

        return callee.Index < 0 || IsTooLarge(call, IsRepeated(method, arguments) ? 1 : callee.Operations) ? null : new InlinedCall(type, callee.Index, [.. arguments]);
    }

    /// <summary>Whether the same call with the same values stands before in the method: it is expanded once.</summary>
    private bool IsRepeated(IMethodSymbol method, Expression[] arguments)
    {
        var variables = new SortedSet<string>(StringComparer.Ordinal);
        void Collect(Expression expression)
        {
            if (expression is VariableExpression { Name: var name })
                variables.Add(name);
            foreach (Expression part in expression.Parts)
                Collect(part);
        }

        foreach (Expression argument in arguments)
            Collect(argument);
        string values = string.Join(",", variables.Select(v => FormattableString.Invariant($"{v}:{(_assignments.TryGetValue(v, out int count) ? count : 0)}")));
        return !_calls.Add((_callees.ByMethod[method].Index, values, [.. arguments]));
    }

    /// <summary>The body with the derivatives that are given by hand; they are callees that nothing calls but differentiation.</summary>
    private MethodBody WithDerivatives(MethodBody body)
    {
        var derivatives = new List<GivenDerivative>();
        foreach ((int parameter, IMethodSymbol method) in GivenDerivatives.Of(_method))
        {
            if (!_callees.ByMethod.TryGetValue(method, out Callee? callee))
                _callees.ByMethod[method] = callee = ParseCallee(method, isDerivative: true);
            _hasErrors |= callee.HasErrors;
            if (!callee.HasErrors && !derivatives.Any(d => d.Parameter == parameter))
                derivatives.Add(new GivenDerivative(parameter, callee.Index));
        }

        return body with { Derivatives = [.. derivatives] };
    }

    /// <summary>What is wrong inside of the callee is reported where the callee is parsed for itself; here it only leaves nothing to expand.</summary>
    private Callee ParseCallee(IMethodSymbol method, bool isDerivative = false)
    {
        // So deep, one of the methods between reports the chain for itself.
        if (_callersAbove > DeepestCalls)
            return new Callee(-1, HasErrors: true, IsRecursive: false, Operations: 0, CallsBelow: 0, ReadsFields: false);

        // A derivative may call the function that it belongs to: it is no part of that function's value.
        bool seesRule = _dimension is not null ? SymbolEqualityComparer.Default.Equals(method.ContainingType, _rule) : isDerivative && !method.IsStatic;
        var parser = new BodyParser(_compilation, _known, seesRule ? _rule : null, method, caller: this, _cancellation, isDerivative);
        MethodBody? body = parser.ParseMethod();
        if (body is not null && _dimension is null)
            new VariabilityCheck(_known, parser._map, null, _callees.Bodies, parser._diagnostics).Run(body, isFunction: parser._rule is null);
        bool isRecursive = parser._diagnostics.Any(static d => d.Id == DiagnosticDescriptors.RecursiveFunction.Id);
        if (_dimension is not null)
            _diagnostics.AddRange(parser._diagnostics);
        if (body is null)
            return new Callee(-1, HasErrors: true, isRecursive, parser._operations, parser._callsBelow, parser._readsFields);
        _callees.Bodies.Add(body);
        int index = _callees.Bodies.Count - 1;
        var callee = new Callee(index, parser._hasErrors || parser._diagnostics.Count > 0, isRecursive, parser._operations, parser._callsBelow, parser._readsFields);
        _callees.ByMethod[method] = callee;
        _callees.Bodies[index] = _dimension is null ? parser.WithDerivatives(body) : body;
        return callee with { HasErrors = callee.HasErrors || parser._hasErrors };
    }

    /// <summary>A method that is called, parsed once for all its calls.</summary>
    /// <param name="Index">The index of its body; −1 if there is none.</param>
    /// <param name="HasErrors">Whether there is something wrong with it, or with what it calls.</param>
    /// <param name="IsRecursive">Whether it calls itself.</param>
    /// <param name="Operations">Its operations, with those of what it calls.</param>
    /// <param name="CallsBelow">How many methods it calls, one in the other.</param>
    /// <param name="ReadsFields">Whether it reads a static field, or what it calls does.</param>
    private sealed record Callee(int Index, bool HasErrors, bool IsRecursive, long Operations, int CallsBelow, bool ReadsFields);

    /// <summary>The methods that are called from one method, directly or not.</summary>
    private sealed class CalleeTable
    {
        public Dictionary<IMethodSymbol, Callee> ByMethod { get; } = new(SymbolEqualityComparer.Default);

        /// <summary>Their bodies, what is called before what calls it.</summary>
        public List<MethodBody> Bodies { get; } = [];

        /// <summary>The constant tables of an objective, and which of them a field or property is.</summary>
        public List<ConstantTable> Tables { get; } = [];

        public Dictionary<ISymbol, int> TableOf { get; } = new(SymbolEqualityComparer.Default);
    }
}
