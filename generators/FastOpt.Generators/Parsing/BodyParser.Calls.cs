using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FastOpt.Generators.Parsing;

internal sealed partial class BodyParser
{
    private static readonly SymbolDisplayFormat QualifiedName = SymbolDisplayFormat.FullyQualifiedFormat;

    private Expression? Call(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (ScalarTypeReader.Of(call.Type) is not { } type || type == ScalarType.Void)
            return NoType(call);

        var arguments = new Expression[method.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.None } parameter)
                return ReportUnsupported(argument, "An argument that is passed by reference", "pass it by value and return the result");
            if (Expression(argument.Value) is not { } value)
                return null;
            arguments[parameter.Ordinal] = value;
        }

        if (_known.Find(method) is { } function)
            return Elementary(call, function, type, arguments);
        if (Classification(method, arguments) is { } test)
            return test;
        if (_known.IsVectorized(method))
            return Vectorized(call, method, type, arguments);
        if (KnownMethods.IsPure(method))
            return new UniformCall(type, $"{method.ContainingType.ToDisplayString(QualifiedName)}.{method.Name}", [.. arguments]);
        return ReportUnsupported(call, $"The call of '{method.Name}'", "mark the method static and [Vectorized], or use MathF and VectorMath");
    }

    private Expression Elementary(IInvocationOperation call, ElementaryFunction function, ScalarType type, Expression[] arguments)
    {
        if (_known.FindInVectorMath(_method) == function)
            _diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RecursiveFunction, call.Syntax.GetLocation(), _method.Name));

        // In lanes the sign is a number like the others; in C# it is an int.
        return function == ElementaryFunction.Sign && type == ScalarType.Int && arguments[0].Type.IsFloating()
            ? new ConvertExpression(type, At(call, new ElementaryCall(arguments[0].Type, function, [.. arguments])))
            : new ElementaryCall(type, function, [.. arguments]);
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
            "IsNegative" when x.Type == ScalarType.Float => new BinaryExpression(
                ScalarType.Bool,
                BinaryOperator.Less,
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
            string name = $"{method.ContainingType.ToDisplayString(QualifiedName)}.{method.Name}";
            bool hasDerivative = method.ContainingType.GetMembers(method.Name + "Derivative").OfType<IMethodSymbol>().Any(static m => m.Parameters.Any(static p => p.Type.Name == "Vector128"));
            return new LiftedCall(type, name, method.Parameters.Select(static p => p.Name).ToEquatableArray(), hasDerivative, [.. arguments]);
        }

        if (!_callees.TryGetValue(method, out Callee? callee))
            _callees[method] = callee = ParseCallee(method);
        _hasErrors |= callee.HasErrors;
        if (callee.IsRecursive)
            _diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RecursiveFunction, call.Syntax.GetLocation(), method.Name));
        return callee.Body is null || IsTooLarge(call, callee.Operations) ? null : new InlinedCall(type, method.Name, callee.Body, [.. arguments]);
    }

    /// <summary>What is wrong inside of the callee is reported where the callee is parsed for itself; here it only leaves nothing to expand.</summary>
    private Callee ParseCallee(IMethodSymbol method)
    {
        var parser = new BodyParser(_compilation, _known, rule: null, method, caller: this, _cancellation);
        MethodBody? body = parser.ParseMethod();
        if (body is not null)
            new VariabilityCheck(_known, parser._map, null, parser._diagnostics).Run(body, isFunction: true);
        bool isRecursive = parser._diagnostics.Any(static d => d.Id == DiagnosticDescriptors.RecursiveFunction.Id);
        return new Callee(body, body is null || parser._diagnostics.Count > 0, isRecursive, parser._operations);
    }

    /// <summary>A method that is called, parsed once for all its calls.</summary>
    private sealed record Callee(MethodBody? Body, bool HasErrors, bool IsRecursive, long Operations);
}
