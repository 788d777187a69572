namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>The elementary functions of the grammar, each with its meaning and a bound of its slope.</summary>
internal static class Functions
{
    /// <summary>A random function of the expression, which is brought into the function's domain.</summary>
    public static FloatText Random(Random random, FloatText a, bool isExact)
    {
        // In float the scalar MathF functions are another implementation than VectorMath's.
        string type = isExact || random.Next(2) == 0 ? "VectorMath" : "MathF";
        switch (random.Next(11))
        {
            case 0:
                return Of("MathF.Sqrt", Away(a, "0.5f", 0.5), Math.Sqrt, static v => 0.5 / Math.Sqrt(v), static _ => 0.71);
            case 1:
                FloatText negative = new($"-MathF.Abs({a.Text})", e => -Magnitude(e, a.Of(e)));
                return Of(type + ".Exp", negative, Math.Exp, Math.Exp, static _ => 1);
            case 2:
                return Of(type + ".Tanh", a, Math.Tanh, static v => 1 - (Math.Tanh(v) * Math.Tanh(v)), static _ => 1);
            case 3:
                return Of("VectorMath.Sigmoid", a, static v => 1 / (1 + Math.Exp(-v)), static v => 0.25, static _ => 0.25);
            case 4:
                return Of(type + ".Sin", Held(a), Math.Sin, Math.Cos, static _ => 1, absolute: 1);
            case 5:
                return Of(type + ".Cos", Held(a), Math.Cos, Math.Sin, static _ => 1, absolute: 1);
            case 6:
                return Of(type + ".Log", Away(a, "0.75f", 0.75), Math.Log, static v => 1 / v, static _ => 1.4, absolute: 0.3);
            case 7:
                return Of("VectorMath.Log1P", new FloatText($"MathF.Abs({a.Text})", e => Magnitude(e, a.Of(e))), static v => Math.Log(1 + v), static v => 1 / (1 + v), static _ => 1);
            case 8:
                float power = new[] { 2f, 0.5f, 1.5f, -1f }[random.Next(4)];
                FloatText bounded = new($"Math.Clamp({a.Text}, 0.5f, 8f)", e => Clamped(e, a.Of(e)));
                return Of(
                    type + ".Pow", bounded, v => Math.Pow(v, power), v => power * Math.Pow(v, power - 1), _ => 35, rest: FormattableString.Invariant($", {power}f"));
            case 9:
                return Of(type + ".Cosh", new FloatText($"{type}.Tanh({a.Text})", e => Tanh(a.Of(e))), Math.Cosh, Math.Sinh, static _ => 1.2);
            default:
                return Of("MathF.CopySign", new FloatText($"MathF.Abs({a.Text})", e => Magnitude(e, a.Of(e))), static v => -v, static _ => 1, static _ => 1, rest: ", -1f");
        }
    }

    /// <param name="method">The C# method.</param>
    /// <param name="a">The argument.</param>
    /// <param name="value">The function.</param>
    /// <param name="slope">Its derivative.</param>
    /// <param name="steepest">A bound of the derivative near the argument.</param>
    /// <param name="absolute">What an error near a zero of the function is relative to.</param>
    /// <param name="rest">Further arguments as C#.</param>
    private static FloatText Of(string method, FloatText a, Func<double, double> value, Func<double, double> slope, Func<double, double> steepest, double absolute = 0, string rest = "") =>
        new($"{method}({a.Text}{rest})", e =>
        {
            Estimate v = a.Of(e);
            Estimate result = Estimate.Of(v, value(v.Value), slope(v.Value), steepest(v.Value));
            return e.Hold(result with { Error = result.Error + (absolute / (1 << 22)) });
        });

    private static FloatText Away(FloatText a, string text, double distance) =>
        new($"(MathF.Abs({a.Text}) + {text})", e => Magnitude(e, a.Of(e)) + new Estimate(distance));

    private static Estimate Magnitude(Evaluation e, Estimate v)
    {
        e.Decide(v.Value > 0, v.Value, v.Error);
        return Estimate.Abs(v);
    }

    private static Estimate Clamped(Evaluation e, Estimate v)
    {
        if (e.Decide(v.Value < 0.5, v.Value - 0.5, v.Error))
            return new Estimate(0.5);
        return e.Decide(v.Value > 8, v.Value - 8, v.Error) ? new Estimate(8) : v;
    }

    private static Estimate Tanh(Estimate v) => Estimate.Of(v, Math.Tanh(v.Value), 1 - (Math.Tanh(v.Value) * Math.Tanh(v.Value)), 1);

    /// <summary>An argument within the range in which sine and cosine keep their accuracy.</summary>
    private static FloatText Held(FloatText a) => new(a.Text, e =>
    {
        Estimate v = a.Of(e);
        e.Decide(true, 50 - Math.Abs(v.Value), Math.Abs(v.Value) < 50 ? 0 : 1e9);
        return v;
    });
}
