using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>From a rule's spec to what is printed.</summary>
internal static class RuleLowering
{
    /// <summary>The name of the derivative among the results of a loss.</summary>
    public const string DerivativeResult = "derivative";

    /// <summary>The name of the second derivative of an activation or a loss.</summary>
    public const string SecondDerivativeResult = "secondDerivative";

    /// <summary>The name of the value of an activation, a loss or a function.</summary>
    public const string ValueResult = "result";

    /// <summary>What a network must know of a rule of its own compilation.</summary>
    public static RuleFacts Facts(RuleSpec rule)
    {
        if (rule.Body is null)
            return new RuleFacts { States = [], DerivativeForm = DerivativeForm.Output, Cost = 0 };
        RuleIr ir = Lower(rule);
        var facts = new RuleFacts
        {
            States = ir.Kind == RuleKind.Optimizer ? ir.Inputs.Skip(2).Select(static s => s.Text).ToEquatableArray() : [],
            DerivativeForm = ir.Kind == RuleKind.Activation ? ir.DerivativeForm : DerivativeForm.Output,
            UsesNorm = rule.UsesNorm,
            UsesLearningRate = rule.UsesLearningRate,
            Cost = Cost(ir.RootsOf(ir.Kind == RuleKind.Optimizer ? MethodNames.Update : MethodNames.Apply)),
            IsTwiceDifferentiable = ir.RootsOf(MethodNames.SecondDerivative).Count > 0 || ir.Tangents.Count > 0,
        };
        return rule.IsExtended ? OperandFacts.With(facts, rule, ir) : facts;
    }

    /// <summary>Lowers an optimizer, a gradient rule, an activation, a normalization or a loss.</summary>
    public static RuleIr Lower(RuleSpec rule, Trace? trace = null)
    {
        MethodBody body = rule.Body ?? throw new ArgumentException("The rule has no body.", nameof(rule));
        var inline = new Inline(body);
        RuleIr ir = Start(inline, rule.Kind, body, static p => p.Type == ScalarType.Float);
        if (rule.Kind == RuleKind.GradientRule)
            ir = GradientRuleForm.Run(ir, returnsGradient: body.ReturnType != ScalarType.Void);
        trace?.Invoke("inline", ir);
        ir = ir.Run(RulePipeline.Before, trace);
        Node differentiated = ShiftExponents.ForSlopes(ir.Graph, ir.Roots[0].Value);
        ir = ir.Map(value => ShiftExponents.ForValue(ir.Graph, value));
        trace?.Invoke("shift", ir);
        if (rule.IsExtended)
        {
            ir = SecondDerivatives.OfExtended(WithGradients(WithPredict(ir, rule), differentiated, rule, inline), rule, inline);
            trace?.Invoke("differentiate", ir);
        }
        else if (rule.Kind is RuleKind.Activation or RuleKind.Loss)
        {
            Node derivative = new Differentiate(ir.Graph, ir.Inputs[0], inline.Partials).Of(differentiated);

            // The value and the derivative of a loss leave together; those of an activation are computed at different times.
            string method = rule.Kind == RuleKind.Loss ? MethodNames.Apply : MethodNames.Derivative;
            ir = SecondDerivatives.Of(ir with { Roots = [.. ir.Roots, new Root(DerivativeResult, method, derivative)] }, derivative, inline);
            trace?.Invoke("differentiate", ir);
        }

        return ir.Run(RulePipeline.After, trace);
    }

    /// <summary>With the value that Predict and Evaluate compute, over the same inputs.</summary>
    private static RuleIr WithPredict(RuleIr ir, RuleSpec rule)
    {
        if (rule.Predict is not { } predict)
            return ir;
        Node[] arguments = [ir.Inputs[0], .. predict.Parameters.Skip(1).Select(p => ir.Inputs.Skip(1).First(i => i.Text == p.Name))];
        Node value = ShiftExponents.ForValue(ir.Graph, new Inline(predict, ir.Graph).Run(arguments).Value!);
        return ir with { Roots = [.. ir.Roots, new Root(ValueResult, MethodNames.Predict, value)] };
    }

    /// <summary>
    /// With the gradients in x and in each operand that is no random number: the gradient of the output times the derivative, one root for each.
    /// </summary>
    private static RuleIr WithGradients(RuleIr ir, Node value, RuleSpec rule, Inline inline)
    {
        string name = "gradient";
        while (ir.Inputs.Any(i => i.Text == name))
            name += "_";
        Node gradient = ir.Graph.Input(ScalarType.Float, name);
        var algebra = new Algebra(ir.Graph);
        var gradients = new List<Root>();
        foreach (Node input in ir.Inputs.Where((_, i) => i == 0 || !rule.Operands[i - 1].IsRandom))
        {
            Node derivative = new Differentiate(ir.Graph, input, inline.Partials).Of(value);
            gradients.Add(new Root(input.Text, MethodNames.Gradients, algebra.Materialize(algebra.Multiply(gradient, derivative))));
        }

        return ir with { Gradient = gradient, Roots = [.. ir.Roots, .. gradients] };
    }

    /// <summary>
    /// Lowers a <c>[Vectorized]</c> method.
    /// </summary>
    /// <param name="function">The method.</param>
    /// <param name="derivative">What is asked for.</param>
    /// <param name="isVarying">Which parameters are lanes.</param>
    /// <param name="trace">Sees every pass.</param>
    /// <returns>The lowered method; null if the derivative does not exist.</returns>
    public static RuleIr? Lower(FunctionSpec function, DerivativeOrder derivative, Func<MethodParameter, bool> isVarying, Trace? trace = null)
    {
        // The derivative of what VectorMath implements is known; differentiating its polynomials would only give it a second error.
        MethodBody body = derivative.Order > 0 && function.Implements is { } known ? CallOf(known, function.Body) : function.Body;
        var inline = new Inline(body);
        RuleIr ir = Start(inline, RuleKind.Function, body, isVarying);
        trace?.Invoke("inline", ir);
        ir = ir.Run(RulePipeline.Before, trace);
        ir = ir.Map(value => derivative.Order == 0 ? ShiftExponents.ForValue(ir.Graph, value) : ShiftExponents.ForSlopes(ir.Graph, value));
        trace?.Invoke("shift", ir);
        for (int order = 0; order < derivative.Order; order++)
        {
            Node value = ir.Roots[0].Value;
            Node? variable = ir.Inputs.FirstOrDefault(i => i.Text == body.Parameters[derivative.Parameter].Name);
            if (variable is null || value.Type != ScalarType.Float || !Differentiate.IsPossible(value, variable))
                return null;
            ir = ir with { Roots = [new Root(ValueResult, MethodNames.Apply, new Differentiate(ir.Graph, variable, inline.Partials).Of(value))] };
            trace?.Invoke("differentiate", ir);
        }

        return ir.Run(RulePipeline.After, trace);
    }

    /// <summary>The number of vector operations that the results take.</summary>
    public static int Cost(IReadOnlyList<Root> roots) => Traversal.InOrder(roots.Select(static r => r.Value)).Where(static n => n.IsVarying).Sum(static n => n.Op switch
    {
        Op.Input => 0,
        Op.Divide => 4,
        Op.Call => ElementaryFunctions.Facts(n.Function).Cost,
        Op.LiftedCall => 16,
        _ => 1,
    });

    private static RuleIr Start(Inline inline, RuleKind kind, MethodBody body, Func<MethodParameter, bool> isVarying)
    {
        Graph graph = inline.Graph;
        Node[] arguments = [.. body.Parameters.Select(p => isVarying(p) ? graph.Input(p.Type, p.Name) : graph.Uniform(p.Type, p.Name))];
        (Node? value, IReadOnlyDictionary<string, Node> variables) = inline.Run(arguments);
        string method = kind == RuleKind.Optimizer ? MethodNames.Update : MethodNames.Apply;
        return new RuleIr
        {
            Kind = kind,
            Graph = graph,
            Inputs = [.. arguments.Where(static a => a.Op == Op.Input)],
            Roots = value is null
                ? [.. body.Parameters.Where(static p => p.IsRef).Select(p => new Root(p.Name, method, variables[p.Name]))]
                : [new Root(ValueResult, method, value)],
        };
    }

    private static MethodBody CallOf(ElementaryFunction function, MethodBody body) => body with
    {
        Statements =
        [
            new ReturnStatement(new ElementaryCall(
                body.ReturnType, function, body.Parameters.Select(static p => (Expression)new VariableExpression(p.Type, p.Name)).ToEquatableArray())),
        ],
    };
}

/// <summary>The value of a function, or one of its derivatives.</summary>
/// <param name="Order">0 for the value.</param>
/// <param name="Parameter">The parameter in which it is differentiated.</param>
internal readonly record struct DerivativeOrder(int Order, int Parameter)
{
    /// <summary>The value itself.</summary>
    public static readonly DerivativeOrder Value = new(0, 0);

    /// <summary>The name of the emitted methods.</summary>
    public string NameOf(FunctionSpec function) => Order switch
    {
        0 => function.Name,
        1 => DerivativeNames.First(function.Name, Parameter, function.Body.Parameters[Parameter].Name),
        _ => DerivativeNames.Second(function.Name),
    };
}
