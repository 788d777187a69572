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
            : new HyperparameterExpression(type, parameter.Name, parameter.Type.TypeKind == TypeKind.Enum);
    }

    private Expression? Field(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field;
        if (ScalarTypeReader.Of(field.Type) is not { } type)
            return NoType(reference);
        if (!field.IsStatic)
            return Member(reference, reference.Instance, type, field.Name, field.Type);
        if (field.IsReadOnly && !IsSetInConstructor(field) && _fields.Add(field) && field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value })
        {
            // The initializer is read in place of the field; what it computes is uniform. A field that is being read is one that its own value depends on.
            IOperation? initializer = _compilation.GetSemanticModel(value.SyntaxTree).GetOperation(value, _cancellation);
            int before = _diagnostics.Count;
            Expression? expression = initializer is null ? null : Expression(initializer);
            _fields.Remove(field);
            if (expression is not null)
                return expression.Type == type ? expression : new ConvertExpression(type, expression);
            if (_diagnostics.Count > before)
                _diagnostics.RemoveRange(before, _diagnostics.Count - before);
        }

        return ReportUnsupported(reference, $"The field '{field.Name}'", "make it const, or static readonly with an initializer of numbers and no other assignment");
    }

    /// <summary>Whether the static constructor may change what the initializer says.</summary>
    private bool IsSetInConstructor(IFieldSymbol field) => field.ContainingType.StaticConstructors
        .SelectMany(static c => c.DeclaringSyntaxReferences)
        .SelectMany(r => r.GetSyntax(_cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
        .Any(name => name.Identifier.ValueText == field.Name);

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
            UnaryOperatorKind.Minus => new UnaryExpression(type, UnaryOperator.Negate, operand),
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
        return new BinaryExpression(type, @operator, left, right);
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
        return At(compound, new BinaryExpression(type, @operator, left, right));
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
        return operand.Type == type ? operand : new ConvertExpression(type, operand);
    }

    private static BinaryOperator? OperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => BinaryOperator.Add,
        BinaryOperatorKind.Subtract => BinaryOperator.Subtract,
        BinaryOperatorKind.Multiply => BinaryOperator.Multiply,
        BinaryOperatorKind.Divide => BinaryOperator.Divide,
        BinaryOperatorKind.Remainder => BinaryOperator.Remainder,
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => BinaryOperator.And,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => BinaryOperator.Or,
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
