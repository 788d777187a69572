using System.Globalization;
using System.Text.RegularExpressions;

namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>A float expression: its C#, and its meaning in double.</summary>
/// <param name="Text">C#, ready to be an operand.</param>
/// <param name="Of">The value.</param>
/// <param name="IsProduct">Whether a sum with it may be contracted.</param>
internal sealed record FloatText(string Text, Func<Evaluation, Estimate> Of, bool IsProduct = false);

/// <summary>A condition: its C#, and its meaning.</summary>
internal sealed record BoolText(string Text, Func<Evaluation, bool> Of);

/// <summary>An int expression.</summary>
internal sealed record IntText(string Text, Func<Evaluation, int> Of);

/// <summary>What a rule may name besides its inputs.</summary>
internal sealed record Names
{
    public required bool HasY { get; init; }

    /// <summary>Whether the floats are those of a normalization, operands among them, which are then named more often.</summary>
    public bool HasOperands { get; init; }

    /// <summary>Uniform values: floats, conditions and ints, as C# and as what they are in the test.</summary>
    public IReadOnlyList<FloatText> Floats { get; init; } = [];

    public IReadOnlyList<BoolText> Bools { get; init; } = [];

    public IReadOnlyList<IntText> Ints { get; init; } = [];

    /// <summary>Methods of one lane that may be called.</summary>
    public IReadOnlyList<RandomRule> Helpers { get; init; } = [];
}

/// <summary>
/// Grows random expressions of the language of rules. Divisors, roots and logarithms are kept away from their poles, so that what is tested is the compiler and not the
/// conditioning. Without contraction (<paramref name="isExact"/>) no sum has a product as an operand, and functions are VectorMath's, whose scalar methods give the bits of the
/// vector forms.
/// </summary>
internal sealed partial class Grammar(Random random, Names names, bool isExact, bool isDifferentiable)
{
    private static readonly float[] Constants = [0.5f, 1.25f, 2f, -0.75f, 3f, 0.1f, -1.5f, 1f, 0.333f];

    private static readonly FloatText X = new("x", static e => e.Input);

    private readonly List<int> _locals = [];

    public bool IsInLoop { get; set; }

    public void Know(int local) => _locals.Add(local);

    public FloatText Float(int depth)
    {
        if (depth <= 0 || random.Next(12) == 0)
            return Leaf();
        FloatText a = Float(depth - 1);
        switch (random.Next(26))
        {
            case 0 or 1 or 2:
                return Sum(a, Float(depth - 1), isDifference: false);
            case 3 or 4:
                return Sum(a, Float(depth - 1), isDifference: true);
            case 5 or 6 or 7:
                FloatText b = Float(depth - 1);
                return new($"({a.Text} * {b.Text})", e => e.Hold(a.Of(e) * b.Of(e)), IsProduct: true);
            case 8:
                FloatText divisor = Sum(Constant(1.5f), Abs(Float(depth - 1)), isDifference: false);
                return new($"({a.Text} / {divisor.Text})", e => a.Of(e) / divisor.Of(e));
            case 9:
                return new($"(-{a.Text})", e => -a.Of(e), a.IsProduct);
            case 10:
                return Abs(a);
            case 11 or 12:
                FloatText rival = Float(depth - 1);
                return Extremum(a, rival.Text == a.Text ? Constant(0.4f) : rival, isMinimum: random.Next(2) == 0);
            case 13:
                return Clamp(a);
            case 14:
                return Rounding(a);
            case 15:
                FloatText c = Float(depth - 1);
                FloatText d = Float(depth - 1);
                return new($"MathF.FusedMultiplyAdd({a.Text}, {c.Text}, {d.Text})", e => e.Hold(Estimate.MultiplyAdd(a.Of(e), c.Of(e), d.Of(e))));
            case 16 or 17:
                BoolText condition = Condition(depth - 1);
                FloatText other = Float(depth - 1);
                return new($"({condition.Text} ? {a.Text} : {other.Text})", e => condition.Of(e) ? a.Of(e) : other.Of(e), a.IsProduct || other.IsProduct);
            case 18:
                return Switch(Varying(a), depth);
            case 19:
                IntText whole = Int(depth - 1);
                return new($"(float)({whole.Text})", e => Whole(whole.Of(e)));
            case 24 or 25:
                return Extreme(a);
            case 20 or 23 when names.Helpers.Count > 0:
                RandomRule helper = names.Helpers[random.Next(names.Helpers.Count)];
                FloatText argument = Alone(a);
                if (helper.Kind != RandomKind.Chooser)
                    return new($"{helper.Name}({argument.Text})", e => helper.Call(e, argument.Of(e), isFirst: true), IsProduct: true);
                BoolText first = Condition(depth - 1);
                return new($"{helper.Name}({argument.Text}, {first.Text})", e => helper.Call(e, argument.Of(e), first.Of(e)), IsProduct: true);
            case 20 or 21 when !isDifferentiable:
                return new($"BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits({a.Text}) & 0x7FFFFFFF)", e => Estimate.Abs(a.Of(e)));
            default:
                return Functions.Random(random, a, isExact);
        }
    }

    /// <summary>The expression beside literals as large or small as floats are, which leave it in its range.</summary>
    private FloatText Extreme(FloatText a)
    {
        FloatText Scaled(string text, double there, double back) => new(text, e => a.Of(e) * new Estimate(there) * new Estimate(back), IsProduct: true);
        switch (random.Next(7))
        {
            case 0:
                return Scaled($"(1e-20f * {a.Text} * 1e20f)", 1e-20f, 1e20f);
            case 1:
                return Scaled($"({a.Text} * 1e30f * 1e-30f)", 1e30f, 1e-30f);
            case 2:
                return new($"({a.Text} / 1e25f / 1e-25f)", e => a.Of(e) / new Estimate(1e25f) / new Estimate(1e-25f));
            case 3:
                return new($"MathF.Min({a.Text}, 3e38f)", a.Of, a.IsProduct);
            case 4:
                return new($"Math.Clamp({a.Text}, -3.4028235e38f, 1e38f)", a.Of, a.IsProduct);
            case 5:
                FloatText tested = Varying(a);
                return new($"({tested.Text} < 1e-40f ? {a.Text} : 2f)", e => Compare(e, tested.Of(e), new Estimate(1e-40f), "<") ? a.Of(e) : new Estimate(2), a.IsProduct);
            default:
                FloatText other = Float(1);
                FloatText cast = Varying(a);
                return new($"((int)({cast.Text} * 1e30f) > 2147483646 ? {other.Text} : {a.Text})", e => IsLarge(e, cast.Of(e)) ? other.Of(e) : a.Of(e), other.IsProduct || a.IsProduct);
        }
    }

    /// <summary>Whether the value times 1e30 is beyond the largest int; it may be neither there nor back only where it is tiny.</summary>
    private static bool IsLarge(Evaluation e, Estimate v) => e.Decide(v.Value > 0, v.Value, v.Error + 1e-20);

    private static Estimate Whole(int value) => new(value, Math.Abs((long)value) <= 1 << 24 ? 0 : Math.Abs((double)value) / (1 << 24));

    public BoolText Condition(int depth)
    {
        switch (random.Next(depth > 0 ? 9 : 4))
        {
            case 0 when names.Bools.Count > 0:
                return names.Bools[random.Next(names.Bools.Count)];
            case 4:
                BoolText inner = Condition(depth - 1);
                return new($"!({inner.Text})", e => !inner.Of(e));
            case 5 or 6:
                // Lanes compute both sides, so both decide here too.
                BoolText left = Condition(depth - 1);
                BoolText right = Condition(depth - 1);
                bool both = random.Next(2) == 0;
                return new($"({left.Text} {(both ? "&&" : "||")} {right.Text})", e => both ? left.Of(e) & right.Of(e) : left.Of(e) | right.Of(e));
            case 7:
                FloatText tested = Varying(Float(depth - 1));
                return new($"({tested.Text} is > -1f and <= 1.5f)", e => Compare(e, tested.Of(e), new Estimate(-1), ">") & Compare(e, tested.Of(e), new Estimate(1.5), "<="));
            case 8:
                IntText whole = Int(depth - 1);
                return new($"({whole.Text}) == 1", e => e.Decide(whole.Of(e) == 1, 1, 0));
            default:
                FloatText a = Varying(Float(depth - 1));
                FloatText b = Float(depth - 1);
                b = b.Text == a.Text ? Constant(0.4f) : b;
                string comparison = new[] { "<", "<=", ">", ">=" }[random.Next(4)];
                return new($"{a.Text} {comparison} {b.Text}", e => Compare(e, a.Of(e), b.Of(e), comparison));
        }
    }

    /// <summary>The expression, or x for a constant, of which the C# compiler would say that it always or never matches.</summary>
    public static FloatText Varying(FloatText a) => IsVarying(a.Text) ? a : X;

    /// <summary>Whether the text names a lane or a local.</summary>
    public static bool IsVarying(string text) => NamesInput().IsMatch(text);

    /// <summary>The name of a local; the second one has that of a hyperparameter.</summary>
    public static string Local(int index) => index == 1 ? "bend" : FormattableString.Invariant($"t{index}");

    [GeneratedRegex(@"(?<!this\.)\b(x|y|t\d+|bend)\b")]
    private static partial Regex NamesInput();

    private FloatText Leaf()
    {
        int choice = random.Next(8);
        if (choice < 3)
            return X;
        if (choice == 3 && names.HasY)
            return new("y", static e => new Estimate(e.Y));
        if (choice is 4 or 6 && (choice == 4 || names.HasOperands) && names.Floats.Count > 0)
            return names.Floats[random.Next(names.Floats.Count)];
        if (choice == 5 && IsInLoop)
            return new("((float)i)", static e => new Estimate(e.Index));
        if (choice >= 5 && _locals.Count > 0)
        {
            int local = _locals[random.Next(_locals.Count)];
            return new(Local(local), e => e.Locals[local], IsProduct: true);
        }

        return Constant(Constants[random.Next(Constants.Length)]);
    }

    private static FloatText Constant(float value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture) + "f";
        return new(value < 0 ? $"({text})" : text, _ => new Estimate(value));
    }

    public FloatText Sum(FloatText a, FloatText b, bool isDifference)
    {
        (FloatText l, FloatText r) = (Alone(a), Alone(b));
        return new($"({l.Text} {(isDifference ? "-" : "+")} {r.Text})", e => e.Hold(isDifference ? l.Of(e) - r.Of(e) : l.Of(e) + r.Of(e)));
    }

    /// <summary>A product where it must not be contracted, behind a function that does nothing to it.</summary>
    public FloatText Alone(FloatText a) => isExact && a.IsProduct ? new($"MathF.Max({a.Text}, -1e30f)", a.Of) : a;

    private static FloatText Abs(FloatText a) => new($"MathF.Abs({a.Text})", e =>
    {
        Estimate v = a.Of(e);
        e.Decide(v.Value > 0, v.Value, v.Error);
        return Estimate.Abs(v);
    });

    private static FloatText Extremum(FloatText a, FloatText b, bool isMinimum) => new($"MathF.{(isMinimum ? "Min" : "Max")}({a.Text}, {b.Text})", e =>
    {
        (Estimate u, Estimate v) = (a.Of(e), b.Of(e));
        bool first = Compare(e, u, v, isMinimum ? "<" : ">");
        return first ? Estimate.Either(u, v) : Estimate.Either(v, u);
    });

    private FloatText Clamp(FloatText a)
    {
        float smallest = random.Next(3) switch { 0 => -2f, 1 => 0f, _ => -0.5f };
        float largest = random.Next(2) == 0 ? 0.75f : 2.5f;
        return new(FormattableString.Invariant($"Math.Clamp({a.Text}, {smallest}f, {largest}f)"), e =>
        {
            Estimate v = a.Of(e);
            if (Compare(e, v, new Estimate(smallest), "<"))
                return new Estimate(smallest);
            return Compare(e, v, new Estimate(largest), ">") ? new Estimate(largest) : v;
        });
    }

    private FloatText Rounding(FloatText a)
    {
        (string name, Func<double, double> round, double offset) = random.Next(4) switch
        {
            0 => ("MathF.Floor({0})", Math.Floor, 0.0),
            1 => ("MathF.Ceiling({0})", Math.Ceiling, 0.0),
            2 => ("MathF.Truncate({0})", (Func<double, double>)Math.Truncate, 0.0),
            _ => ("MathF.Round({0})", static v => Math.Round(v, MidpointRounding.ToEven), 0.5),
        };
        return new(string.Format(CultureInfo.InvariantCulture, name, a.Text), e => new Estimate(e.Round(a.Of(e), round, offset)));
    }

    private FloatText Switch(FloatText subject, int depth)
    {
        FloatText[] arms = [Float(depth - 2), Float(depth - 2), Float(depth - 2)];
        bool isGuarded = random.Next(2) == 0;
        BoolText guard = Condition(0);
        string first = isGuarded ? $"var v{depth} when {guard.Text}" : "> 1f or < -2f";
        return new($"({subject.Text} switch {{ {first} => {arms[0].Text}, not > 0.25f => {arms[1].Text}, _ => {arms[2].Text} }})", e =>
        {
            Estimate v = subject.Of(e);
            bool isFirst = isGuarded ? guard.Of(e) : Compare(e, v, new Estimate(1), ">") | Compare(e, v, new Estimate(-2), "<");
            bool isSecond = !Compare(e, v, new Estimate(0.25), ">");
            return arms[isFirst ? 0 : isSecond ? 1 : 2].Of(e);
        }, IsProduct: true);
    }

    private IntText Int(int depth)
    {
        if (names.Ints.Count > 0 && random.Next(4) == 0)
            return names.Ints[random.Next(names.Ints.Count)];
        FloatText a = Float(Math.Min(1, depth));
        IntText whole = new($"(int){a.Text}", e => (int)e.Round(a.Of(e), Math.Truncate, 0));
        int k = random.Next(1, 4);
        return random.Next(6) switch
        {
            0 => new($"({whole.Text} & {k})", e => whole.Of(e) & k),
            1 => new($"(({whole.Text}) << {k})", e => whole.Of(e) << k),
            2 => new($"(({whole.Text}) >> {k})", e => whole.Of(e) >> k),
            3 => new($"Math.Max({whole.Text}, {k})", e => Math.Max(whole.Of(e), k)),
            4 => new($"(({whole.Text}) * {k} - 1)", e => (whole.Of(e) * k) - 1),
            _ => whole,
        };
    }

    private static bool Compare(Evaluation e, Estimate a, Estimate b, string comparison)
    {
        bool outcome = comparison switch { "<" => a.Value < b.Value, "<=" => a.Value <= b.Value, ">" => a.Value > b.Value, _ => a.Value >= b.Value };
        return e.Decide(outcome, a.Value - b.Value, a.Error + b.Error);
    }
}
