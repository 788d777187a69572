using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace FastOpt.Generators.Parsing;

internal sealed partial class BodyParser
{
    private Expression? ExpressionHere(IOperation operation)
    {
        if (IsTooLarge(operation, 1))
            return null;
        if (operation.ConstantValue.HasValue && ScalarTypeReader.Of(operation.Type) is { } type)
            return ScalarTypeReader.Literal(type, operation.ConstantValue.Value) is { } literal ? At(operation, literal) : NoType(operation);

        Expression? expression = operation switch
        {
            IParenthesizedOperation parenthesized => Expression(parenthesized.Operand),
            ILocalReferenceOperation { Local: var local } => Variable(operation, local),
            IParameterReferenceOperation { Parameter: var parameter } => Parameter(operation, parameter),
            IFieldReferenceOperation field => Field(field),
            IPropertyReferenceOperation or IArrayElementReferenceOperation when _dimension is not null && Element(operation, out Expression? element) =>
                element,
            IPropertyReferenceOperation property => Property(property),
            IUnaryOperation unary => Unary(unary),
            IBinaryOperation binary => Binary(binary),
            IConditionalOperation conditional => Conditional(conditional),
            IConversionOperation conversion => Conversion(conversion),
            IInvocationOperation call => Call(call),
            ISwitchExpressionOperation @switch => SwitchExpression(@switch),
            IIsPatternOperation test => IsPattern(test),
            IDefaultValueOperation when ScalarTypeReader.Of(operation.Type) is { } t => new LiteralExpression(t, 0),
            IInvalidOperation => Invalid(operation),
            IAssignmentOperation or IIncrementOrDecrementOperation =>
                ReportUnsupported(operation, "An assignment inside an expression", "make it a statement of its own"),
            IThrowOperation => ReportUnsupported(operation, "An exception", "a vector has no element to blame; return float.NaN"),
            _ => ReportUnsupported(operation, $"'{operation.Syntax}'", "use arithmetic, comparisons, '? :', MathF, VectorMath and [Vectorized] methods"),
        };
        return expression is null ? null : At(operation, expression);
    }

    private T At<T>(IOperation operation, T expression)
        where T : Expression
    {
        _map.Add(expression, operation.Syntax);
        return expression;
    }

    private Expression? Invalid(IOperation operation)
    {
        Broken(operation);
        return null;
    }

    private Expression? NoType(IOperation operation) => operation.Type is null or { TypeKind: TypeKind.Error }
        ? Invalid(operation)
        : ReportUnsupported(operation, $"'{operation.Syntax}' of type '{operation.Type.ToDisplayString()}'", "use float, int or bool, or double and long for values that are the same for all elements");

    private Expression? Variable(IOperation operation, ILocalSymbol local) =>
        ScalarTypeReader.Of(local.Type) is { } type ? new VariableExpression(type, NameOf(local)) : NoType(operation);

    private Expression? Parameter(IOperation operation, IParameterSymbol parameter)
    {
        if (ScalarTypeReader.Of(parameter.Type) is not { } type)
            return NoType(operation);
        return SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _method)
            ? new VariableExpression(type, NameOf(parameter))
            : new HyperparameterExpression(type, parameter.Name, parameter.Type.TypeKind == TypeKind.Enum, IsMember: false);
    }

    private Expression? Field(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field;
        if (ScalarTypeReader.Of(field.Type) is not { } type)
            return NoType(reference);
        if (!field.IsStatic)
            return Member(reference, reference.Instance, type, field.Name, field.Type);
        return StaticFields.Initializer(field, _cancellation) is { } initializer
            ? Static(reference, field, type, initializer)
            : ReportUnsupported(reference, $"The field '{field.Name}'", "make it const, or static readonly with an initializer of numbers and no other assignment");
    }

    /// <summary>The initializer of a static field, which is read in its place; what it computes is uniform.</summary>
    private Expression? Static(IFieldReferenceOperation reference, IFieldSymbol field, ScalarType type, ExpressionSyntax initializer)
    {
        _readsFields = true;
        IFieldSymbol? reader = _fields.Count == 0 ? null : _fields.Peek();
        string? why = reader is null ? null : StaticFields.NotYetSet(field, reader, _cancellation);
        INamedTypeSymbol readingType = reader?.ContainingType ?? _method.ContainingType;
        if (why is null && !SymbolEqualityComparer.Default.Equals(field.ContainingType, readingType) && !StaticFields.StandAlone(field.ContainingType, _compilation, _cancellation))
            why = $"the static members of '{field.ContainingType.Name}' are not initialized by numbers alone, and may come back here before '{field.Name}' is set";
        if (why is null)
        {
            _fields.Push(field);
            IOperation? operation = _compilation.GetSemanticModel(initializer.SyntaxTree).GetOperation(initializer, _cancellation);
            int before = _diagnostics.Count;
            Expression? expression = operation is null ? null : Expression(operation);
            _fields.Pop();
            if (expression is not null)
                return expression.Type == type ? expression : new ConvertExpression(type, expression);
            if (_diagnostics.Count > before)
            {
                // A mistake in the initializer is one of who reads it: outermost, the rule.
                if (_fieldMistake is not null)
                    why = _fieldMistake;
                _diagnostics.RemoveRange(before, _diagnostics.Count - before);
            }
        }

        _fieldMistake = why;
        if (reader is null)
            _fieldMistake = null;
        string what = $"The field '{field.Name}'" + (why is null || reader is not null ? "" : $" ({why})");
        return ReportUnsupported(reference, what, "make it const, or static readonly with an initializer of numbers and of fields that stand before it");
    }

    private Expression? Property(IPropertyReferenceOperation reference) => ScalarTypeReader.Of(reference.Property.Type) is { } type
        ? Member(reference, reference.Instance, type, reference.Property.Name, reference.Property.Type)
        : NoType(reference);

    private Expression? Member(IOperation reference, IOperation? instance, ScalarType type, string name, ITypeSymbol symbol) =>
        instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } && _rule is not null
            ? new HyperparameterExpression(type, name, symbol.TypeKind == TypeKind.Enum)
            : ReportUnsupported(reference, $"'{reference.Syntax}'", "use locals, constants, the method's parameters and the rule's own hyperparameters");

    private Expression? Unary(IUnaryOperation unary)
    {
        if (unary.OperatorMethod is not null || ScalarTypeReader.Of(unary.Type) is not { } type)
            return NoType(unary);
        if (Expression(unary.Operand) is not { } operand)
            return null;
        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Minus => new UnaryExpression(type, UnaryOperator.Negate, operand, unary.IsChecked && !type.IsFloating()),
            UnaryOperatorKind.Not => new UnaryExpression(type, UnaryOperator.Not, operand),
            UnaryOperatorKind.BitwiseNegation when type == ScalarType.Bool => new UnaryExpression(type, UnaryOperator.Not, operand),
            UnaryOperatorKind.BitwiseNegation => new UnaryExpression(type, UnaryOperator.BitwiseNot, operand),
            _ => ReportUnsupported(unary, $"The operator of '{unary.Syntax}'", "use + - * / and comparisons"),
        };
    }

    private Expression? Binary(IBinaryOperation binary)
    {
        if (binary.OperatorMethod is not null || binary.IsLifted || ScalarTypeReader.Of(binary.Type) is not { } type)
            return NoType(binary);
        Expression? left = Expression(binary.LeftOperand);
        Expression? right = Expression(binary.RightOperand);
        if (left is null || right is null)
            return null;
        if (OperatorOf(binary.OperatorKind) is not { } @operator)
            return ReportUnsupported(binary, $"The operator of '{binary.Syntax}'", "use + - * / and comparisons");
        return new BinaryExpression(type, @operator, left, right, binary.IsChecked && Overflows(@operator, type));
    }

    private Expression? Compound(ICompoundAssignmentOperation compound)
    {
        if (compound.OperatorMethod is not null || ScalarTypeReader.Of(compound.Target.Type) is not { } type)
            return NoType(compound);
        Expression? left = Expression(compound.Target);
        Expression? right = Expression(compound.Value);
        if (left is null || right is null)
            return null;
        if (OperatorOf(compound.OperatorKind) is not { } @operator)
            return ReportUnsupported(compound, $"The operator of '{compound.Syntax}'", "use += -= *= /=");
        return At(compound, new BinaryExpression(type, @operator, left, right, compound.IsChecked && Overflows(@operator, type)));
    }

    private Expression? Conditional(IConditionalOperation conditional)
    {
        if (ScalarTypeReader.Of(conditional.Type) is not { } type || conditional.WhenFalse is null)
            return NoType(conditional);
        Expression? condition = Expression(conditional.Condition);
        Expression? whenTrue = Expression(conditional.WhenTrue);
        Expression? whenFalse = Expression(conditional.WhenFalse);
        return condition is null || whenTrue is null || whenFalse is null ? null : new ConditionalExpression(type, condition, whenTrue, whenFalse);
    }

    private Expression? Conversion(IConversionOperation conversion)
    {
        if (conversion.Conversion.IsUserDefined || ScalarTypeReader.Of(conversion.Type) is not { } type)
            return NoType(conversion);
        if (ScalarTypeReader.Of(conversion.Operand.Type) is null && conversion.Operand is not IThrowOperation)
            return NoType(conversion.Operand);
        if (Expression(conversion.Operand) is not { } operand)
            return null;
        if (operand.Type == type)
            return operand;
        bool mayOverflow = type == ScalarType.Int || (type == ScalarType.Long && operand.Type.IsFloating());
        return new ConvertExpression(type, operand, conversion.IsChecked && mayOverflow);
    }

    /// <summary>Whether a checked operation of this kind can throw for an overflow; divisions do so in any case.</summary>
    private static bool Overflows(BinaryOperator @operator, ScalarType type) =>
        type is (ScalarType.Int or ScalarType.Long) && @operator is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply;

    private static BinaryOperator? OperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => BinaryOperator.Add,
        BinaryOperatorKind.Subtract => BinaryOperator.Subtract,
        BinaryOperatorKind.Multiply => BinaryOperator.Multiply,
        BinaryOperatorKind.Divide => BinaryOperator.Divide,
        BinaryOperatorKind.Remainder => BinaryOperator.Remainder,
        BinaryOperatorKind.And => BinaryOperator.And,
        BinaryOperatorKind.Or => BinaryOperator.Or,
        BinaryOperatorKind.ConditionalAnd => BinaryOperator.AndAlso,
        BinaryOperatorKind.ConditionalOr => BinaryOperator.OrElse,
        BinaryOperatorKind.ExclusiveOr => BinaryOperator.Xor,
        BinaryOperatorKind.LeftShift => BinaryOperator.ShiftLeft,
        BinaryOperatorKind.RightShift => BinaryOperator.ShiftRight,
        BinaryOperatorKind.UnsignedRightShift => BinaryOperator.ShiftRightUnsigned,
        BinaryOperatorKind.Equals => BinaryOperator.Equal,
        BinaryOperatorKind.NotEquals => BinaryOperator.NotEqual,
        BinaryOperatorKind.LessThan => BinaryOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperator.GreaterOrEqual,
        _ => null,
    };
}
