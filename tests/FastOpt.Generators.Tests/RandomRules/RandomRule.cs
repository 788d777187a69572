using System.Text;

namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>What a random rule is declared as.</summary>
internal enum RandomKind
{
    /// <summary>A [Vectorized] method of x.</summary>
    Function,

    /// <summary>A [Vectorized] method of two lanes.</summary>
    TwoLanes,

    /// <summary>A [Vectorized] method with uniform parameters.</summary>
    Uniform,

    /// <summary>An activation with hyperparameters.</summary>
    Activation,

    /// <summary>A loss with hyperparameters.</summary>
    Loss,

    /// <summary>A normalization with hyperparameters, which takes statistics, trained parameters and random numbers.</summary>
    Normalization,

    /// <summary>An optimizer with hyperparameters: no derivative, and bits may be taken.</summary>
    Optimizer,
}

/// <summary>A random rule: statements, and what they mean in double.</summary>
internal sealed class RandomRule
{
    private static readonly (string Name, double Value)[] Doubles = [("scale", 1.75), ("shift", -0.375)];

    private readonly Random _random;
    private readonly Grammar _grammar;
    private readonly StringBuilder _text = new();
    private readonly List<Func<Evaluation, bool>> _statements = [];
    private int _locals;

    /// <param name="name">The name of the method or the struct.</param>
    /// <param name="kind">What it is declared as.</param>
    /// <param name="seed">Decides everything else.</param>
    /// <param name="isExact">Whether the bits of the scalar method are to come out.</param>
    /// <param name="helpers">Methods that it may call.</param>
    public RandomRule(string name, RandomKind kind, int seed, bool isExact, IReadOnlyList<RandomRule> helpers)
    {
        (Name, Kind, IsExact) = (name, kind, isExact);
        _random = new Random(seed);
        Operands = kind == RandomKind.Normalization ? RandomOperand.Draw(_random) : [];
        _grammar = new Grammar(_random, NamesOf(kind, helpers, Operands), isExact, IsDifferentiable);
        int statements = _random.Next(0, 4);
        for (int i = 0; i < statements; i++)
            Statement();
        Return(_random.Next(2, 5));
    }

    public string Name { get; }

    public RandomKind Kind { get; }

    public bool IsExact { get; }

    /// <summary>What a normalization takes behind x.</summary>
    public IReadOnlyList<RandomOperand> Operands { get; }

    public bool IsDifferentiable => Kind != RandomKind.Optimizer;

    /// <summary>The declaration.</summary>
    public string Source
    {
        get
        {
            const string Hyperparameters = "(double scale = 1.75, double shift = -0.375, float rate = 0.625f, bool flag = true, int count = 3, Mode mode = Mode.Soft)";
            string body = _text.ToString();
            return Kind switch
            {
                RandomKind.Function => $"[Vectorized] public static float {Name}(float x)\n{{\n{body}}}\n",
                RandomKind.TwoLanes => $"[Vectorized] public static float {Name}(float x, float y)\n{{\n{body}}}\n",
                RandomKind.Uniform => $"[Vectorized] public static float {Name}(float x, float rate, double scale, double shift, bool flag)\n{{\n{body}}}\n",
                RandomKind.Activation => $"[Activation] public readonly partial record struct {Name}{Hyperparameters}\n{{\npublic float Apply(float x)\n{{\n{body}}}\n}}\n",
                RandomKind.Normalization =>
                    $"[Normalization(Over = Axis.Features)] public readonly partial record struct {Name}{Hyperparameters}\n{{\n"
                    + $"public float Apply(float x, {Parameters})\n{{\n{body}}}\n"
                    + (Operands.Any(static o => o.IsRandom) ? "public static float Predict(float x) => x;\n}\n" : "}\n"),
                RandomKind.Loss => $"[Loss] public readonly partial record struct {Name}{Hyperparameters}\n{{\npublic float Apply(float x, float y)\n{{\n{body}}}\n}}\n",
                _ => $"[Optimizer] public readonly partial record struct {Name}{Hyperparameters}\n{{\npublic void Update(ref float weight, float y)\n{{\nfloat x = weight;\n{body}}}\n}}\n",
            };
        }
    }

    /// <summary>The value at x and y.</summary>
    public Evaluation Evaluate(double x, double y)
    {
        var evaluation = new Evaluation { Input = new Estimate(x, 0, 1), Y = y };
        evaluation.Result = Run(evaluation);
        return evaluation;
    }

    /// <summary>The value of a normalization at x and the operands, in this order.</summary>
    /// <param name="point">x and the operands.</param>
    /// <param name="variable">The one of them whose slope is bounded.</param>
    public Evaluation Evaluate(double[] point, int variable)
    {
        Estimate[] inputs = [.. point.Select((value, i) => new Estimate(value, 0, i == variable ? 1 : 0))];
        var evaluation = new Evaluation { Input = inputs[0], Operands = inputs[1..] };
        evaluation.Result = Run(evaluation);
        return evaluation;
    }

    /// <summary>The value as part of another rule's evaluation.</summary>
    public Estimate Call(Evaluation e, Estimate argument)
    {
        (Estimate input, Estimate[] locals, int index) = (e.Input, e.Locals, e.Index);
        (e.Input, e.Locals) = (argument, new Estimate[locals.Length]);
        Estimate result = Run(e);
        (e.Input, e.Locals, e.Index) = (input, locals, index);
        return result;
    }

    private string Parameters => string.Join(", ", Operands.Select(static o => o.Declaration));

    private Estimate Run(Evaluation e)
    {
        foreach (Func<Evaluation, bool> statement in _statements)
        {
            if (statement(e))
                break;
        }

        return e.Result;
    }

    private static Names NamesOf(RandomKind kind, IReadOnlyList<RandomRule> helpers, IReadOnlyList<RandomOperand> operands)
    {
        bool hasUniforms = kind is RandomKind.Uniform or RandomKind.Activation or RandomKind.Loss or RandomKind.Normalization or RandomKind.Optimizer;
        bool hasInts = hasUniforms && kind != RandomKind.Uniform;
        FloatText Cast(string text, double value) => new(text, _ => new Estimate((float)value));
        return new Names
        {
            HasY = kind is RandomKind.TwoLanes or RandomKind.Loss or RandomKind.Optimizer,
            HasOperands = operands.Count > 0,
            Floats = !hasUniforms ? [] :
            [
                Cast("rate", 0.625),
                Cast("(float)scale", Doubles[0].Value),
                Cast("(float)(scale * 2 - Math.Exp(shift))", (Doubles[0].Value * 2) - Math.Exp(Doubles[1].Value)),
                Cast("(float)(flag ? shift : scale)", Doubles[1].Value),
                Cast("(rate / 2f)", 0.3125),
                .. operands.Concat(operands).Select((o, i) => new FloatText(o.Name, e => e.Operands[i % operands.Count])),
            ],
            Bools = !hasUniforms ? [] : [new("flag", static _ => true), new("shift > 0", static _ => false), .. hasInts ? new BoolText[] { new("mode == Mode.Soft", static _ => true), new("mode is Mode.None", static _ => false) } : []],
            Ints = !hasInts ? [] : [new("count", static _ => 3), new("(count * 5 % 4)", static _ => 3), new("(count >> 1)", static _ => 1), new("(mode switch { Mode.None => 0, Mode.Soft => 2, _ => 9 })", static _ => 2)],
            Helpers = kind >= RandomKind.Activation ? [] : helpers,
        };
    }

    private void Statement()
    {
        switch (_random.Next(_locals == 0 ? 1 : 6))
        {
            case 0:
                Declare(Grammar.Varying(_grammar.Float(2)));
                break;
            case 1:
                Compound(RandomLocal());
                break;
            case 2:
                If(RandomLocal());
                break;
            case 3:
                Loop(RandomLocal());
                break;
            case 4 when Kind != RandomKind.Optimizer:
                BoolText condition = _grammar.Condition(1);
                if (condition.Text.Contains('x', StringComparison.Ordinal))
                {
                    FloatText value = _grammar.Float(2);
                    _text.Append($"if ({condition.Text}) return {value.Text};\n");
                    _statements.Add(e => condition.Of(e) && Leave(e, value));
                }

                break;
            default:
                Swap();
                break;
        }
    }

    private void Declare(FloatText value)
    {
        int local = _locals++;
        _text.Append($"float t{local} = {value.Text};\n");
        _statements.Add(Set(local, value));
        _grammar.Know(local);
    }

    private void Compound(int local) => Add(Change(local));

    private void If(int local)
    {
        BoolText condition = _grammar.Condition(1);
        if (!condition.Text.Contains('x', StringComparison.Ordinal))
            return;

        (string Text, Func<Evaluation, bool> Run) then = Change(local);
        (string Text, Func<Evaluation, bool> Run) otherwise = Change(local);
        Add(($"if ({condition.Text}) {{ {then.Text} }} else {{ {otherwise.Text} }}", e => condition.Of(e) ? then.Run(e) : otherwise.Run(e)));
    }

    private void Loop(int local)
    {
        _grammar.IsInLoop = true;
        (string Text, Func<Evaluation, bool> Run) body = Change(local);
        _grammar.IsInLoop = false;
        Add(($"for (int i = 1; i <= 2; i++) {{ {body.Text} }}", e =>
        {
            for (e.Index = 1; e.Index <= 2; e.Index++)
                body.Run(e);
            return false;
        }
        ));
    }

    private void Swap()
    {
        (int a, int b) = (RandomLocal(), RandomLocal());
        if (a == b)
            return;
        Add(($"(t{a}, t{b}) = (t{b}, t{a});", e =>
        {
            (e.Locals[a], e.Locals[b]) = (e.Locals[b], e.Locals[a]);
            return false;
        }
        ));
    }

    /// <summary>An assignment to the local, plain or compound.</summary>
    private (string Text, Func<Evaluation, bool> Run) Change(int local)
    {
        var old = new FloatText($"t{local}", e => e.Locals[local], IsProduct: true);
        FloatText value = _grammar.Float(2);
        if (value.Text == old.Text)
            value = _grammar.Sum(old, new FloatText("x", static e => e.Input), isDifference: false);
        switch (_random.Next(IsExact ? 2 : 4))
        {
            case 0:
                return ($"t{local} = {value.Text};", Set(local, value));
            case 1:
                return ($"t{local} *= {value.Text};", Set(local, new("", e => e.Hold(old.Of(e) * value.Of(e)))));
            case 2:
                return ($"t{local} += {value.Text};", Set(local, _grammar.Sum(old, value, isDifference: false)));
            default:
                return ($"t{local} -= {value.Text};", Set(local, _grammar.Sum(old, value, isDifference: true)));
        }
    }

    private void Return(int depth)
    {
        FloatText value = _grammar.Float(depth);
        _text.Append(Kind == RandomKind.Optimizer ? $"weight = {value.Text};\n" : $"return {value.Text};\n");
        _statements.Add(e => Leave(e, value));
    }

    private int RandomLocal() => _random.Next(_locals);

    private void Add((string Text, Func<Evaluation, bool> Run) statement)
    {
        _text.Append(statement.Text).Append('\n');
        _statements.Add(statement.Run);
    }

    private static Func<Evaluation, bool> Set(int local, FloatText value) => e =>
    {
        e.Locals[local] = value.Of(e);
        return false;
    };

    private static bool Leave(Evaluation e, FloatText value)
    {
        e.Result = value.Of(e);
        return true;
    }
}
