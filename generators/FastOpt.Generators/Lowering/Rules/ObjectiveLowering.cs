using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>An objective, lowered: the value and its derivatives over one graph, so that what they share stands there once.</summary>
/// <param name="Ir">The roots: one of Value, one of Gradient and of HessianVector for each variable, and the rows of the Hessian up to the diagonal, or none of
/// it.</param>
/// <param name="Variables">The variables.</param>
/// <param name="Direction">The components of the direction.</param>
internal sealed record LoweredObjective(RuleIr Ir, IReadOnlyList<Node> Variables, IReadOnlyList<Node> Direction)
{
    /// <summary>Whether the Hessian is written out; else its columns are products.</summary>
    public bool HasHessian => Ir.RootsOf(MethodNames.Hessian).Count > 0;
}

/// <summary>
/// From an objective's spec to what is printed: the gradient by reverse differentiation, Hessian-vector products by forward differentiation of the gradient
/// along a direction.
/// </summary>
internal static class ObjectiveLowering
{
    /// <summary>A Hessian of more variables, or of more operations, is not written out.</summary>
    private const int MostHessianVariables = 16;
    private const int MostHessianOperations = 1500;

    private static readonly IReadOnlyList<Pass> Passes = [new("erase", EraseGiven.Run), new("simplify", Simplify.Run), new("expand", ExpandFunctions.Run)];

    private static readonly IReadOnlyList<Pass> LanePasses =
    [
        new("powers", WritePowers.Run), new("simplify", Simplify.Run), new("expand", ExpandFunctions.Run),
        new("guard", GuardThrowing.Run), new("hoist", HoistUniforms.Run),
    ];

    /// <summary>Lowers the value and the derivatives.</summary>
    public static LoweredObjective Lower(ObjectiveSpec objective, Trace? trace = null)
    {
        MethodBody body = BodyOf(objective);
        var inline = new Inline(body);
        Graph graph = inline.Graph;
        Node[] variables = [.. Enumerable.Range(0, objective.Dimension).Select(i => graph.Input(ScalarType.Double, VariableName(objective, i)))];
        Node[] direction = [.. Enumerable.Range(0, objective.Dimension).Select(i => graph.Input(ScalarType.Double, ObjectiveNames.Direction + Index(i)))];
        Node value = inline.Run(variables).Value!;
        RuleIr ir = Start(graph, variables, value);
        trace?.Invoke("inline", ir);

        // The value is the scalar method's, bit for bit; the derivatives are those of the value that it stands for.
        IReadOnlyList<Node> gradient = new Adjoint(graph, ScalarType.Double).Of(ShiftExponents.ForSlopes(graph, value, ScalarType.Double), variables);
        var along = new Differentiate(graph, Seeds(variables, direction), ScalarType.Double, inline.Partials);
        Root[] roots =
        [
            .. ir.Roots,
            .. gradient.Select((g, i) => new Root(Index(i), MethodNames.Gradient, g)),
            .. gradient.Select((g, i) => new Root(Index(i), MethodNames.HessianVector, along.Of(g))),
            .. Hessian(graph, variables, gradient, inline),
        ];
        ir = ir with { Roots = roots };
        trace?.Invoke("differentiate", ir);
        ir = ir.Run(Passes, trace);
        if (Traversal.InOrder(ir.RootsOf(MethodNames.Hessian).Select(static r => r.Value)).Count > MostHessianOperations)
            ir = ir with { Roots = [.. ir.Roots.Where(static r => r.Method != MethodNames.Hessian)] };
        return new LoweredObjective(ir, variables, direction);
    }

    /// <summary>Lowers the value of two variables for lanes; null if it has something that lanes have not.</summary>
    public static RuleIr? Lanes(ObjectiveSpec objective, Trace? trace = null)
    {
        if (objective.Dimension != 2)
            return null;
        var inline = new Inline(BodyOf(objective));
        Node[] variables = [.. LaneNames(objective).Select(n => inline.Graph.Input(ScalarType.Double, n))];
        RuleIr ir = Start(inline.Graph, variables, inline.Run(variables).Value!).Run(LanePasses, trace);
        return ir.Roots[0].Value.IsVarying && Traversal.InOrder([ir.Roots[0].Value]).All(DoubleLanes.Have) ? ir : null;
    }

    /// <summary>The names of the two variables in lanes.</summary>
    public static string[] LaneNames(ObjectiveSpec objective) => objective.TakesSpan ? ["x0", "x1"] : [VariableName(objective, 0), VariableName(objective, 1)];

    /// <summary>
    /// "point[3]" of a span, which is read in its place; else the parameter's own name, unless generated methods have a parameter of that name.
    /// </summary>
    private static string VariableName(ObjectiveSpec objective, int index)
    {
        if (objective.TakesSpan)
            return ObjectiveNames.Point + Index(index);
        string name = BodyOf(objective).Parameters[index].Name;
        while (ObjectiveNames.All.Contains(name) || BodyOf(objective).Parameters.Where((_, i) => i != index).Any(p => p.Name == name))
            name += "_";
        return name;
    }

    private static string Index(int index) => $"[{Literals.Number(index)}]";

    private static MethodBody BodyOf(ObjectiveSpec objective) => objective.Body ?? throw new ArgumentException("The objective has no body.", nameof(objective));

    private static RuleIr Start(Graph graph, IReadOnlyList<Node> variables, Node value) => new()
    {
        Kind = RuleKind.Objective,
        Graph = graph,
        Inputs = variables,
        Roots = [new Root(RuleLowering.ValueResult, MethodNames.Value, value)],
    };

    private static Dictionary<Node, Node> Seeds(Node[] variables, Node[] direction) =>
        Enumerable.Range(0, variables.Length).ToDictionary(i => variables[i], i => direction[i]);

    /// <summary>The derivatives of the gradient in each variable, up to the diagonal; nothing where that is more than is worth it.</summary>
    private static IEnumerable<Root> Hessian(Graph graph, Node[] variables, IReadOnlyList<Node> gradient, Inline inline)
    {
        if (variables.Length > MostHessianVariables || Traversal.InOrder(gradient).Count > MostHessianOperations)
            yield break;
        for (int column = 0; column < variables.Length; column++)
        {
            var seed = new Dictionary<Node, Node> { [variables[column]] = graph.Literal(1, ScalarType.Double) };
            var derivative = new Differentiate(graph, seed, ScalarType.Double, inline.Partials);
            for (int row = column; row < variables.Length; row++)
                yield return new Root($"{Literals.Number(row)},{Literals.Number(column)}", MethodNames.Hessian, derivative.Of(gradient[row]));
        }
    }
}
