using System.Text;

namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>What a random rule is declared as.</summary>
internal enum RandomKind
{
    /// <summary>A [Vectorized] method of x.</summary>
    Function,

    /// <summary>A [Vectorized] method of two lanes.</summary>
    TwoLanes,

    /// <summary>A [Vectorized] method of x and a bool, which callers may let differ from element to element.</summary>
    Chooser,

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
    /// <summary>The number of the step.</summary>
    public const int Step = 3;

    private static readonly (string Name, double Value)[] Doubles = [("scale", 1.75), ("shift", -0.375)];

    private readonly Random _random;
    private readonly Grammar _grammar;
    private readonly StringBuilder _text = new();
    private readonly List<Func<Evaluation, bool>> _statements = [];
    private readonly bool _isPartial;
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
        _isPartial = _random.Next(3) == 0;
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
            // Some have the names of lanes, of a uniform parameter and of a local, which stand behind "this." then.
            const string Hyperparameters = "(double scale = 1.75, double shift = -0.375, float rate = 0.625f, bool flag = true, int count = 3, Mode mode = Mode.Soft, "
                + "float x = -0.5f, double y = 2.25, long step = 7, float bend = 0.75f)";
            string body = _text.ToString();
            return Kind switch
            {
                RandomKind.Function => Method("float x", body),
                RandomKind.TwoLanes => Method("float x, float y", body),
                RandomKind.Chooser => Method("float x, bool first", body),
                RandomKind.Uniform => Method("float x, float rate, double scale, double shift, bool flag", body),
                RandomKind.Activation => $"[Activation] public readonly partial record struct {Name}{Hyperparameters}\n{{\npublic float Apply(float x)\n{{\n{body}}}\n}}\n",
                RandomKind.Normalization =>
                    $"[Normalization(Over = Axis.Features)] public readonly partial record struct {Name}{Hyperparameters}\n{{\n"
                    + $"public float Apply(float x, {Parameters})\n{{\n{body}}}\n"
                    + (Operands.Any(static o => o.IsRandom) ? "public static float Predict(float x) => x;\n}\n" : "}\n"),
                RandomKind.Loss => $"[Loss] public readonly partial record struct {Name}{Hyperparameters}\n{{\npublic float Apply(float x, float y)\n{{\n{body}}}\n}}\n",
                _ => $"[Optimizer] public readonly partial record struct {Name}{Hyperparameters}\n{{\npublic void Update(ref float weight, float y, long step)\n{{\nfloat x = weight;\n{body}}}\n}}\n",
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
    public Estimate Call(Evaluation e, Estimate argument, bool isFirst)
    {
        (Estimate input, Estimate[] locals, int index, bool first) = (e.Input, e.Locals, e.Index, e.IsFirst);
        (e.Input, e.Locals, e.IsFirst) = (argument, new Estimate[locals.Length], isFirst);
        Estimate result = Run(e);
        (e.Input, e.Locals, e.Index, e.IsFirst) = (input, locals, index, first);
        return result;
    }

    /// <summary>The method, in one piece or as the two parts of a partial one.</summary>
    private string Method(string parameters, string body) => _isPartial
        ? $"public static partial float {Name}({parameters});\n[Vectorized] public static partial float {Name}({parameters})\n{{\n{body}}}\n"
        : $"[Vectorized] public static float {Name}({parameters})\n{{\n{body}}}\n";

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
                Cast("(float)checked((int)scale + 2)", 3),
                Cast("(flag ? 1.5f : (float)checked((int)(scale * 1e300)))", 1.5),
                Cast("(float)(scale * 1e-300 * 1e300)", 1.75),
                .. hasInts ? Collisions(Cast, kind) : [],
                .. operands.Concat(operands).Select((o, i) => new FloatText(o.Name, e => e.Operands[i % operands.Count])),
            ],
            Bools = kind == RandomKind.Chooser ? [new("first", static e => e.IsFirst)] : [.. hasUniforms ? Flags : [], .. hasInts ? Comparisons : []],
            Ints = hasInts ? Counts(kind == RandomKind.Optimizer ? Step : 7) : [],
            Helpers = kind >= RandomKind.Activation ? [] : helpers,
        };
    }

    /// <summary>What has a name that something else in the rule has too.</summary>
    private static IEnumerable<FloatText> Collisions(Func<string, double, FloatText> cast, RandomKind kind) =>
    [
        cast("this.x", -0.5), cast("(float)this.y", 2.25), cast("(float)this.step", 7), cast("(float)step", kind == RandomKind.Optimizer ? Step : 7), cast("this.bend", 0.75),
    ];

    /// <summary>Conditions that are the same for all elements.</summary>
    private static readonly BoolText[] Flags = [new("flag", static _ => true), new("shift > 0", static _ => false)];

    /// <summary>Conditions of ints that are the same for all elements.</summary>
    private static readonly BoolText[] Comparisons =
    [
        new("mode == Mode.Soft", static _ => true), new("mode is Mode.None", static _ => false), new("unchecked(count + int.MaxValue) < 0", static _ => true),
        new("checked(count + this.step) > 9", static _ => true),
    ];

    /// <summary>Ints that are the same for all elements.</summary>
    private static IntText[] Counts(int step) =>
    [
        new("count", static _ => 3), new("(count * 5 % 4)", static _ => 3), new("(count >> 1)", static _ => 1), new("checked(count * 2 - 1)", static _ => 5),
        new("(mode switch { Mode.None => 0, Mode.Soft => 2, _ => 9 })", static _ => 2), new("unchecked((int)(step + 4294967296) - 1)", _ => step - 1),
        new("checked(unchecked((int)(this.step * 4294967297)) - count)", static _ => 4),
    ];

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
                if (Grammar.IsVarying(condition.Text))
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
        _text.Append($"float {Grammar.Local(local)} = {value.Text};\n");
        _statements.Add(Set(local, value));
        _grammar.Know(local);
    }

    private void Compound(int local) => Add(Change(local));

    private void If(int local)
    {
        BoolText condition = _grammar.Condition(1);
        if (!Grammar.IsVarying(condition.Text))
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
        if (_locals < 2)
            Declare(Grammar.Varying(_grammar.Float(2)));
        int a = RandomLocal();
        int b = (a + 1 + _random.Next(_locals - 1)) % _locals;
        Add(($"({Grammar.Local(a)}, {Grammar.Local(b)}) = ({Grammar.Local(b)}, {Grammar.Local(a)});", e =>
        {
            (e.Locals[a], e.Locals[b]) = (e.Locals[b], e.Locals[a]);
            return false;
        }
        ));
    }

    /// <summary>An assignment to the local, plain or compound.</summary>
    private (string Text, Func<Evaluation, bool> Run) Change(int local)
    {
        string name = Grammar.Local(local);
        var old = new FloatText(name, e => e.Locals[local], IsProduct: true);
        FloatText value = _grammar.Float(2);
        if (value.Text == old.Text)
            value = _grammar.Sum(old, new FloatText("x", static e => e.Input), isDifference: false);
        switch (_random.Next(IsExact ? 2 : 4))
        {
            case 0:
                return ($"{name} = {value.Text};", Set(local, value));
            case 1:
                return ($"{name} *= {value.Text};", Set(local, new("", e => e.Hold(old.Of(e) * value.Of(e)))));
            case 2:
                return ($"{name} += {value.Text};", Set(local, _grammar.Sum(old, value, isDifference: false)));
            default:
                return ($"{name} -= {value.Text};", Set(local, _grammar.Sum(old, value, isDifference: true)));
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
