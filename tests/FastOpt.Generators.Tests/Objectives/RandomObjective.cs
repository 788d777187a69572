using System.Globalization;
using System.Text;

namespace FastOpt.Generators.Tests.Objectives;

/// <summary>
/// A random objective as C#: scalars or a vector, locals, conditions, loops of constant length over the variables and a table, helper methods, parameters,
/// early returns. Divisors, roots, logarithms and exponents are kept away from their poles, so that what is tested is the compiler and not the conditioning.
/// </summary>
internal sealed class RandomObjective
{
    private static readonly string[] Constants = ["0.5", "1.25", "2", "-0.75", "3", "0.1", "-1.5", "1", "0.333"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<string> _leaves = [];
    private readonly bool _isVector;
    private int _locals;

    public RandomObjective(string name, int seed)
    {
        Name = name;
        _random = new Random(seed);
        _isVector = _random.Next(2) == 0;
        Dimension = _isVector ? _random.Next(1, 7) : _random.Next(1, 5);
        _leaves.AddRange(Enumerable.Range(0, Dimension).Select(i => _isVector ? $"x[{i}]" : $"x{i}"));
        Body();
    }

    public string Name { get; }

    public int Dimension { get; }

    public string Source
    {
        get
        {
            string parameters = _isVector ? "ReadOnlySpan<double> x" : string.Join(", ", Enumerable.Range(0, Dimension).Select(static i => $"double x{i}"));
            string term = _isVector ? "private double Term(ReadOnlySpan<double> x, int i) => Scale * x[i] * Math.Cos(x[(i + 1) % x.Length]) + T[i % "
                + "T.Length];" : "";
            return $$"""
                [Objective{{(_isVector ? $"(Dimension = {Dimension})" : "")}}]
                public readonly partial record struct {{Name}}(double Scale = 1.75, double Shift = -0.375, int Count = 3, bool Flag = true)
                {
                    private static readonly double[] T = [0.5, -1.25, 2, Math.PI / 4];
                    private static ReadOnlySpan<double> U => [1, 0.75, -0.5];

                    public double Value({{parameters}})
                    {
                {{_text}}    }

                    private static double Soft(double a) { if (a > 1.5) return 1.5 + Math.Log(a - 0.5); double b = a * a; return a < -1 ? -b : Math.Sin(b); }
                    private double Scaled(double a, int n) => n > 1 ? Scale * a / n : a + Shift;
                    {{term}}
                }

                """;
        }
    }

    private void Body()
    {
        int statements = _random.Next(0, 4);
        for (int i = 0; i < statements; i++)
            Statement();
        if (_random.Next(5) == 0)
            _text.Append($"        if ({Condition(1)}) return {Expression(2)};\n");
        string sum = string.Join(" + ", _leaves.Take(Dimension).Select(v => $"0.25 * {v} * {v}"));
        _text.Append($"        return {sum} + {Expression(_random.Next(2, 5))};\n");
    }

    private void Statement()
    {
        string local = $"t{_locals++}";
        switch (_random.Next(_isVector ? 5 : 3))
        {
            case 0:
                _text.Append($"        double {local} = {Expression(2)};\n");
                break;
            case 1:
                _text.Append($"        double {local} = {Expression(1)};\n        if ({Condition(1)}) {local} += {Expression(2)}; else if (Flag) {local} = "
                    + $"{local} * {Leaf()};\n");
                break;
            case 2:
                _text.Append($"        double {local} = 1;\n        for (int i = 0; i < 3; i++) {local} = Math.Tanh({local} * {Expression(1)} + U[i]) + i;\n");
                break;
            case 3:
                _text.Append($"        double {local} = 0;\n        for (int i = 0; i < x.Length; i++) {{ double u = x[i] - T[i % 4]; if (i > 1) {local} -= "
                    + $"u; else {local} += Math.Sqrt(1 + u * u); }}\n");
                break;
            default:
                _text.Append($"        double {local} = 0;\n        for (int i = x.Length - 1; i >= 0; i--) for (int j = 0; j < T.Length; j += 2) {local} += "
                    + "Term(x, i) * T[j];\n");
                break;
        }

        _leaves.Add(local);
    }

    private string Leaf() => _random.Next(6) switch
    {
        0 => Constants[_random.Next(Constants.Length)] is var c && c[0] == '-' ? $"({c})" : c,
        1 => new[] { "Scale", "Shift", "Count", "T[1]", "U[0]" }[_random.Next(5)],
        _ => _leaves[_random.Next(_leaves.Count)],
    };

    private string Expression(int depth)
    {
        if (depth <= 0 || _random.Next(12) == 0)
            return Leaf();
        string a = Expression(depth - 1);
        switch (_random.Next(22))
        {
            case 0 or 1 or 2:
                return $"({a} + {Expression(depth - 1)})";
            case 3 or 4:
                return $"({a} - {Expression(depth - 1)})";
            case 5 or 6 or 7:
                return $"({a} * {Expression(depth - 1)})";
            case 8:
                return $"({a} / (1.5 + Math.Abs({Expression(depth - 1)})))";
            case 9:
                return $"(-{a})";
            case 10:
                return $"Math.Abs({a})";
            case 11:
                string b = Expression(depth - 1);
                return $"Math.{(_random.Next(2) == 0 ? "Min" : "Max")}({a}, {(b == a ? "0.4" : b)})";
            case 12:
                return $"Math.Clamp({a}, -0.5, 2.5)";
            case 13:
                return $"({Condition(depth - 1)} ? {a} : {Expression(depth - 1)})";
            case 14:
                return $"Soft({a})";
            case 15:
                return $"Scaled({a}, {_random.Next(0, 4)})";
            case 16:
                return $"Math.{new[] { "Floor", "Ceiling", "Truncate", "Round" }[_random.Next(4)]}(0.0 + {a})";
            default:
                return Function(a);
        }
    }

    private string Function(string a) => string.Format(CultureInfo.InvariantCulture, Functions[_random.Next(Functions.Length)], a);

    private static readonly string[] Functions =
    [
        "Math.Exp(-({0}) * ({0}))", "Math.Exp(Math.Sin({0}))", "Math.Log(1 + ({0}) * ({0}))", "Math.Sqrt(1.5 + ({0}) * ({0}))", "Math.Sin({0})",
            "Math.Cos({0})", "Math.Tanh({0})",
        "Math.Atan({0})", "Math.Asinh({0})", "(1 / (1 + Math.Exp(-({0}))))", "Math.Pow(1.5 + Math.Abs({0}), 1.5)", "Math.Pow({0}, 3)", "Math.Pow({0}, 2)",
            "Math.Cbrt(1.5 + Math.Abs({0}))",
        "Math.Log2(2 + ({0}) * ({0}))", "Math.Log10(2 + ({0}) * ({0}))", "Math.Asin(0.9 * Math.Sin({0}))", "Math.Acos(0.5 * Math.Tanh({0}))",
            "Math.Cosh(Math.Sin({0}))",
        "Math.Sinh(Math.Cos({0}))", "Math.Tan(0.5 * Math.Sin({0}))", "double.Exp2(Math.Tanh({0}))", "double.LogP1(Math.Abs({0}))",
            "Math.Atanh(0.5 * Math.Cos({0}))",
        "Math.Acosh(1.5 + Math.Abs({0}))", "Math.CopySign(Math.Abs({0}), 1.5)", "Math.FusedMultiplyAdd({0}, 0.75, {0})", "double.ExpM1(Math.Sin({0}))",
            "Math.Pow(1.25 + Math.Sin({0}), Math.Cos({0}))",
    ];

    private string Condition(int depth) => _random.Next(depth > 0 ? 5 : 2) switch
    {
        0 => $"{_leaves[_random.Next(_leaves.Count)]} {new[] { "<", "<=", ">", ">=" }[_random.Next(4)]} {Leaf0()}",
        1 => "Flag",
        2 => $"!({Condition(depth - 1)})",
        3 => $"({Condition(depth - 1)} {(_random.Next(2) == 0 ? "&&" : "||")} {Condition(depth - 1)})",
        _ => $"({_leaves[_random.Next(_leaves.Count)]} is > -1 and <= 1.5)",
    };

    private static string Leaf0() => "0.3";
}
