using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>What an expression's form says of its sign, whatever the values in it are. Of a long expression nothing is said.</summary>
internal sealed class Signs
{
    private const int MostSteps = 200;

    private int _steps;

    private Signs()
    {
    }

    /// <summary>Whether it is never above a positive bound.</summary>
    public static bool IsAtMost(Node node, double bound) => new Signs().IsBelow(node, bound);

    /// <summary>Whether it is never below 0.</summary>
    public static bool IsNeverNegative(Node node) => new Signs().IsNotNegative(node);

    private bool IsBelow(Node node, double bound) => _steps++ < MostSteps && (IsNotPositive(node) || node switch
    {
        { Op: Op.Literal } => node.FloatingValue <= bound,
        _ when node.Is(ElementaryFunction.Min) => IsBelow(node[0], bound) || IsBelow(node[1], bound),
        _ when node.Is(ElementaryFunction.Max) => IsBelow(node[0], bound) && IsBelow(node[1], bound),
        _ when node.Is(ElementaryFunction.Clamp) => IsBelow(node[2], bound),
        _ when node.Is(ElementaryFunction.Tanh) || node.Is(ElementaryFunction.Sigmoid) || node.Is(ElementaryFunction.Erf)
            || node.Is(ElementaryFunction.Sin) || node.Is(ElementaryFunction.Cos) => bound >= 1,
        { Op: Op.Select } => IsBelow(node[1], bound) && IsBelow(node[2], bound),
        _ => false,
    });

    private bool IsNotNegative(Node node) => _steps++ < MostSteps && node.Op switch
    {
        Op.Literal => node.FloatingValue >= 0,
        Op.Negate => IsNotPositive(node[0]),
        Op.Add => IsNotNegative(node[0]) && IsNotNegative(node[1]),
        Op.Subtract => IsNotNegative(node[0]) && IsNotPositive(node[1]),
        Op.Multiply => ReferenceEquals(node[0], node[1]) || HaveOneSign(node),
        Op.Divide => HaveOneSign(node),
        Op.Select => IsNotNegative(node[1]) && IsNotNegative(node[2]),
        Op.Call => node.Function switch
        {
            ElementaryFunction.Abs or ElementaryFunction.Sqrt or ElementaryFunction.Exp or ElementaryFunction.Exp2 or ElementaryFunction.Cosh
                or ElementaryFunction.Sigmoid or ElementaryFunction.Softplus => true,
            ElementaryFunction.Max => IsNotNegative(node[0]) || IsNotNegative(node[1]),
            ElementaryFunction.Min => IsNotNegative(node[0]) && IsNotNegative(node[1]),
            _ => false,
        },
        _ => false,
    };

    private bool IsNotPositive(Node node) => _steps++ < MostSteps && node.Op switch
    {
        Op.Literal => node.FloatingValue <= 0,
        Op.Negate => IsNotNegative(node[0]),
        Op.Add => IsNotPositive(node[0]) && IsNotPositive(node[1]),
        Op.Subtract => IsNotPositive(node[0]) && IsNotNegative(node[1]),
        Op.Multiply or Op.Divide => (IsNotPositive(node[0]) && IsNotNegative(node[1])) || (IsNotNegative(node[0]) && IsNotPositive(node[1])),
        Op.Select => IsFolded(node) || (IsNotPositive(node[1]) && IsNotPositive(node[2])),
        Op.Call => node.Function switch
        {
            ElementaryFunction.Min => IsNotPositive(node[0]) || IsNotPositive(node[1]),
            ElementaryFunction.Max => IsNotPositive(node[0]) && IsNotPositive(node[1]),
            _ => false,
        },
        _ => false,
    };

    private bool HaveOneSign(Node node) => (IsNotNegative(node[0]) && IsNotNegative(node[1])) || (IsNotPositive(node[0]) && IsNotPositive(node[1]));

    /// <summary>−|x| as a condition: x > 0 ? −x : x, or the other way round.</summary>
    private static bool IsFolded(Node node)
    {
        Node condition = node[0];
        if (condition.Arguments.Count != 2 || !condition[1].IsLiteral(0))
            return false;
        Node x = condition[0];
        bool IsNegated(Node branch) => branch.Op == Op.Negate && ReferenceEquals(branch[0], x);
        return condition.Op switch
        {
            Op.Greater or Op.GreaterOrEqual => IsNegated(node[1]) && ReferenceEquals(node[2], x),
            Op.Less or Op.LessOrEqual => IsNegated(node[2]) && ReferenceEquals(node[1], x),
            _ => false,
        };
    }
}
