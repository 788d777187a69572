using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace FastOpt.Generators.Parsing;

/// <summary>What objectives have besides: a vector of variables, constant tables, helper methods that need no mark.</summary>
internal sealed partial class BodyParser
{
    /// <summary>An objective is compiled once and not for each width, but its second derivatives take several times the operations of the value.</summary>
    private const int LongestObjectiveLoop = 4096;
    private const int MostObjectiveOperations = 1 << 13;

    /// <summary>Locals with a value that is known and never changes.</summary>
    private readonly Dictionary<ISymbol, int> _constants = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _vectors = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Parses and checks the method of an objective.
    /// </summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="type">The struct, whose members are parameters of the function.</param>
    /// <param name="method">The method.</param>
    /// <param name="dimension">The number of variables.</param>
    /// <param name="diagnostics">Receives what is wrong with it.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The body, in which a vector is a variable for each element; null if it has an error.</returns>
    public static MethodBody? ParseObjective(
        Compilation compilation, INamedTypeSymbol type, IMethodSymbol method, int dimension, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var parser = new BodyParser(compilation, new KnownMethods(compilation), type, method, caller: null, cancellation, dimension: dimension);
        MethodBody? body = parser.ParseMethod();
        if (body is not null)
            body = body with { Callees = parser._callees.Bodies.ToEquatableArray(), Tables = parser._callees.Tables.ToEquatableArray() };
        if (body is not null && parser._diagnostics.Count == 0 && !parser._hasErrors)
            new ObjectiveCheck(body, dimension, parser._map, parser._diagnostics).Run();
        if ((parser._diagnostics.Count > 0 || parser._broken is not null) && !parser.IsBrokenSource())
        {
            if (parser._diagnostics.Count == 0)
                parser.ReportUnsupported(parser._broken!, $"'{parser._broken!.Syntax}'", "use MathF");
            diagnostics.AddRange(parser._diagnostics);
        }

        return parser._diagnostics.Count == 0 && !parser._hasErrors && parser._broken is null ? body : null;
    }

    /// <summary>The variables that a vector is made of.</summary>
    private IEnumerable<MethodParameter> VectorElements(IParameterSymbol parameter)
    {
        _vectors.Add(parameter);
        string name = NameOf(parameter);
        return Enumerable.Range(0, _dimension!.Value).Select(i => new MethodParameter(ElementExpression.NameOf(name, i), ScalarType.Double));
    }

    /// <summary>Whether the call is of a method of this project with a body, which is expanded.</summary>
    private bool IsHelper(IInvocationOperation call, IMethodSymbol method) =>
        method is { IsGenericMethod: false, MethodKind: MethodKind.Ordinary, IsAbstract: false }
        && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _compilation.Assembly)
        && _known.Find(method) is null
        && (method.IsStatic || (SymbolEqualityComparer.Default.Equals(method.ContainingType, _rule) && call.Instance is IInstanceReferenceOperation));

    private Expression? Helper(IInvocationOperation call, IMethodSymbol method, ScalarType type)
    {
        var arguments = new List<Expression>[method.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.None } parameter)
                return ReportUnsupported(argument, "An argument that is passed by reference", "pass it by value and return the result");
            if (ObjectiveSignature.IsVector(parameter.Type))
            {
                if (argument.Value is not IParameterReferenceOperation { Parameter: var vector } || !_vectors.Contains(vector))
                    return ReportUnsupported(argument, $"'{argument.Syntax}'", "pass the vector of variables as it is, and where it is read as an int");
                string name = NameOf(vector);
                arguments[parameter.Ordinal] =
                [
                    .. Enumerable.Range(0, _dimension!.Value)
                        .Select(i => At(argument, new VariableExpression(ScalarType.Double, ElementExpression.NameOf(name, i)))),
                ];
                continue;
            }

            if (Expression(argument.Value) is not { } value)
                return null;
            arguments[parameter.Ordinal] = [value];
        }

        return Vectorized(call, method, type, [.. arguments.SelectMany(static a => a)]);
    }

    /// <summary>Whether the operation is the length or an element of the vector, or of a table; the expression is null after a diagnostic.</summary>
    private bool Element(IOperation operation, out Expression? expression)
    {
        expression = null;
        (IOperation? source, IOperation? index) = operation switch
        {
            IPropertyReferenceOperation { Property: { Name: "Length", IsIndexer: false } } length => (length.Instance, null),
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 } element => (element.Instance, element.Arguments[0].Value),
            IArrayElementReferenceOperation { Indices.Length: 1 } element => (element.ArrayReference, element.Indices[0]),
            _ => ((IOperation?)null, (IOperation?)null),
        };
        if (source is null)
            return false;
        bool isVector = source is IParameterReferenceOperation { Parameter: var parameter } && _vectors.Contains(parameter);
        if (!isVector && TableSymbol(source) is null)
            return false;
        int table = isVector ? -1 : Table(source, TableSymbol(source)!);
        if (!isVector && table < 0)
            return true;
        if (index is null)
        {
            expression = new LiteralExpression(ScalarType.Int, isVector ? _dimension!.Value : _callees.Tables[table].Elements.Count);
            return true;
        }

        if (Expression(index) is not { } at)
            return true;
        if (at.Type != ScalarType.Int)
            ReportUnsupported(index, $"The index '{index.Syntax}'", "count with an int from the start");
        else if (isVector)
            expression = new ElementExpression(NameOf(((IParameterReferenceOperation)source).Parameter), at);
        else
            expression = new TableExpression(_callees.Tables[table].Elements[0].Type, table, at);
        return true;
    }

    /// <summary>The static field or property that holds numbers; null for anything else.</summary>
    private static ISymbol? TableSymbol(IOperation source) => source switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true, Type: IArrayTypeSymbol { Rank: 1 } } field } => field,
        IPropertyReferenceOperation { Property: { IsStatic: true, Type: INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1 } } property } => property,
        _ => null,
    };

    /// <summary>The index of the table; −1 after a diagnostic.</summary>
    private int Table(IOperation source, ISymbol symbol)
    {
        if (_callees.TableOf.TryGetValue(symbol, out int known))
            return known;
        if (Elements(symbol) is not { Count: > 0 } elements)
        {
            ReportUnsupported(source, $"The table '{symbol.Name}'", "make it a static readonly array, or a static ReadOnlySpan property, of constants: [1.5, "
                + "2, Math.PI / 4]");
            return -1;
        }

        _callees.Tables.Add(new ConstantTable(symbol.Name, [.. elements]));
        return _callees.TableOf[symbol] = _callees.Tables.Count - 1;
    }

    private List<LiteralExpression>? Elements(ISymbol symbol)
    {
        ExpressionSyntax? syntax = symbol is IFieldSymbol field
            ? StaticFields.Initializer(field, _cancellation)
            : (symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) as PropertyDeclarationSyntax)?.ExpressionBody?.Expression;
        if (syntax is null)
            return null;
        IOperation? operation = _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, _cancellation);
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        IEnumerable<IOperation>? values = operation switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            IArrayInitializerOperation initializer => initializer.ElementValues,
            ICollectionExpressionOperation collection => collection.Elements,
            _ => null,
        };
        ITypeSymbol element = symbol switch
        {
            IFieldSymbol { Type: IArrayTypeSymbol array } => array.ElementType,
            IPropertySymbol { Type: INamedTypeSymbol span } => span.TypeArguments[0],
            _ => throw new InvalidOperationException(symbol.Kind.ToString()),
        };
        if (values is null || ScalarTypeReader.Of(element) is not { } type)
            return null;
        var literals = new List<LiteralExpression>();
        foreach (IOperation value in values)
        {
            // An int among doubles is converted, by the C# compiler or by the collection.
            object? constant = value.ConstantValue is { HasValue: true, Value: { } given } ? given : null;
            if (type == ScalarType.Double && constant is int or long or float)
                constant = Convert.ToDouble(constant, System.Globalization.CultureInfo.InvariantCulture);
            if (ScalarTypeReader.Literal(type, constant) is not { } literal)
                return null;
            literals.Add(literal);
        }

        return literals;
    }

    private IEnumerable<Statement> ReportTooLong(IForLoopOperation loop, long trips)
    {
        string what = FormattableString.Invariant($"This loop has {trips} trips with those around it, and more than {LongestObjectiveLoop}");
        return Report(DiagnosticDescriptors.ObjectiveTooLarge, loop, what);
    }

    private void ReportTooLarge(IOperation operation)
    {
        string what = FormattableString.Invariant($"With what it calls and repeats, this is more than {MostObjectiveOperations} operations, and more");
        _diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.ObjectiveTooLarge, operation.Syntax.GetLocation(), what));
    }

    /// <summary>What to write instead, where that is not about lanes.</summary>
    private static string ObjectiveRemedy(string instead) =>
        instead.Contains("MathF") || instead.Contains("float") || instead.Contains("Vectorized")
            ? "use arithmetic, conditions, Math, and methods of doubles in this project"
            : instead;

    /// <summary>Remembers the value of an int that is known from its declaration on and assigned nowhere else; true in any case.</summary>
    private bool Known(ILocalSymbol local, IOperation value)
    {
        if (_dimension is not null && local.Type.SpecialType == SpecialType.System_Int32 && ConstantOf(value) is { } known && !IsAssigned(local))
            _constants[local] = known;
        return true;
    }

    private bool IsAssigned(ILocalSymbol local) => _method.DeclaringSyntaxReferences[0].GetSyntax(_cancellation).DescendantNodes().Any(node => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Any(n => n.Identifier.ValueText == local.Name),
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } => name.Identifier.ValueText == local.Name,
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } => name.Identifier.ValueText == local.Name,
        _ => false,
    });

    /// <summary>The value of an int expression of constants and lengths.</summary>
    private int? ConstantOf(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: int value })
            return value;
        if (_dimension is null)
            return null;
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var local }:
                return _constants.TryGetValue(local, out int known) ? known : null;
            case IParenthesizedOperation parenthesized:
                return ConstantOf(parenthesized.Operand);
            case IBinaryOperation binary when ConstantOf(binary.LeftOperand) is { } left && ConstantOf(binary.RightOperand) is { } right:
                return binary.OperatorKind switch
                {
                    BinaryOperatorKind.Add => unchecked(left + right),
                    BinaryOperatorKind.Subtract => unchecked(left - right),
                    BinaryOperatorKind.Multiply => unchecked(left * right),
                    BinaryOperatorKind.Divide when right > 0 => left / right,
                    _ => null,
                };
            case IPropertyReferenceOperation { Property.Name: "Length" }:
                return Element(operation, out Expression? length) && length is LiteralExpression { Bits: var bits } ? (int)bits : null;
            default:
                return null;
        }
    }
}
