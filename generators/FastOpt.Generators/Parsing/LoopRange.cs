using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FastOpt.Generators.Parsing;

/// <summary>The values that the variable of a loop takes, when constants decide them.</summary>
/// <param name="Variable">The loop's int variable.</param>
/// <param name="Start">Its first value.</param>
/// <param name="Step">What is added after each trip.</param>
/// <param name="Trips">The number of trips.</param>
internal sealed record LoopRange(ILocalSymbol Variable, int Start, int Step, int Trips)
{
    /// <summary>Where counting stops: past any loop that is accepted.</summary>
    private const int Uncountable = 1 << 20;

    /// <summary>The range of the loop, or null if it is not of the form <c>for (int i = a; i &lt; b; i += c)</c> with constants.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="constantOf">The value of an int expression that is known; null for any other.</param>
    public static LoopRange? Of(IForLoopOperation loop, Func<IOperation, int?> constantOf)
    {
        if (loop.Before.Length != 1
            || loop.Before[0] is not IVariableDeclarationGroupOperation { Declarations.Length: 1 } group
            || group.Declarations[0].Declarators.Length != 1
            || group.Declarations[0].Declarators[0] is not { } declarator
            || declarator.Symbol.Type.SpecialType != SpecialType.System_Int32
            || declarator.GetVariableInitializer()?.Value is not { } first
            || constantOf(first) is not { } start
            || loop.Condition is not IBinaryOperation condition
            || constantOf(condition.RightOperand) is not { } bound
            || !Is(condition.LeftOperand, declarator.Symbol)
            || loop.AtLoopBottom.Length != 1
            || loop.AtLoopBottom[0] is not IExpressionStatementOperation { Operation: var advance }
            || StepOf(advance, declarator.Symbol, constantOf) is not { } step)
        {
            return null;
        }

        long value = start;
        int trips = 0;
        for (; Holds(condition.OperatorKind, value, bound); value += step)
        {
            if (++trips > Uncountable)
                return null;
        }

        return new LoopRange(declarator.Symbol, start, step, trips);
    }

    private static int? StepOf(IOperation advance, ILocalSymbol variable, Func<IOperation, int?> constantOf) => advance switch
    {
        IIncrementOrDecrementOperation increment when Is(increment.Target, variable) => increment.Kind == OperationKind.Increment ? 1 : -1,
        ICompoundAssignmentOperation compound when Is(compound.Target, variable) && constantOf(compound.Value) is { } amount => compound.OperatorKind switch
        {
            BinaryOperatorKind.Add => amount,
            BinaryOperatorKind.Subtract => -amount,
            _ => null,
        },
        _ => null,
    };

    private static bool Is(IOperation operation, ILocalSymbol variable) =>
        operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, variable);

    private static bool Holds(BinaryOperatorKind kind, long value, long bound) => kind switch
    {
        BinaryOperatorKind.LessThan => value < bound,
        BinaryOperatorKind.LessThanOrEqual => value <= bound,
        BinaryOperatorKind.GreaterThan => value > bound,
        BinaryOperatorKind.GreaterThanOrEqual => value >= bound,
        BinaryOperatorKind.NotEquals => value != bound,
        _ => false,
    };
}
