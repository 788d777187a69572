namespace FastOpt.Training;

/// <summary>The functions of formulas: one operation of ONNX where there is one, else several.</summary>
internal static class FormulaFunctions
{
    /// <summary>Functions of one value that ONNX has.</summary>
    private static readonly Dictionary<string, string> Operations = new(StringComparer.Ordinal)
    {
        ["exp"] = "Exp",
        ["log"] = "Log",
        ["sqrt"] = "Sqrt",
        ["pow"] = "Pow",
        ["sin"] = "Sin",
        ["cos"] = "Cos",
        ["tan"] = "Tan",
        ["asin"] = "Asin",
        ["acos"] = "Acos",
        ["atan"] = "Atan",
        ["sinh"] = "Sinh",
        ["cosh"] = "Cosh",
        ["tanh"] = "Tanh",
        ["asinh"] = "Asinh",
        ["acosh"] = "Acosh",
        ["atanh"] = "Atanh",
        ["sigmoid"] = "Sigmoid",
        ["erf"] = "Erf",
        ["softplus"] = "Softplus",
        ["abs"] = "Abs",
        ["min"] = "Min",
        ["max"] = "Max",
        ["sign"] = "Sign",
        ["floor"] = "Floor",
        ["ceiling"] = "Ceil",
        ["round"] = "Round",
    };

    public static FormulaValue Call(FormulaNodes nodes, string function, FormulaValue[] values)
    {
        if (Operations.TryGetValue(function, out string? operation))
            return nodes.Add(operation, values);
        FormulaValue x = values[0];
        return function switch
        {
            "float" => nodes.Cast(x, FormulaType.Float),
            "int" => Int(nodes, x),
            "exp2" => nodes.Add("Pow", nodes.Number(2), x),
            "expm1" => Expm1(nodes, x),
            "log1P" => Log1P(nodes, x),
            "log2" => nodes.Add("Mul", nodes.Add("Log", x), nodes.Number((float)(1 / Math.Log(2)))),
            "log10" => nodes.Add("Mul", nodes.Add("Log", x), nodes.Number((float)(1 / Math.Log(10)))),
            "cbrt" => nodes.Add("Mul", nodes.Add("Sign", x), nodes.Add("Pow", nodes.Add("Abs", x), nodes.Number(1f / 3))),
            "truncate" => nodes.Select(nodes.Test("Less", x, nodes.Number(0)), nodes.Add("Ceil", x), nodes.Add("Floor", x)),
            "clamp" => nodes.Add("Min", nodes.Add("Max", x, values[1]), values[2]),
            "fusedMultiplyAdd" => nodes.Add("Add", nodes.Add("Mul", x, values[1]), values[2]),
            "copySign" => CopySign(nodes, x, values[1]),
            "singleToInt32Bits" or "int32BitsToSingle" => throw nodes.Refuse($"uses '{function}' on bits, for which opset 17 has no operation"),
            _ when function.Contains('.') => throw nodes.Refuse(
                $"calls {function.Replace("global::", "", StringComparison.Ordinal)}, a [Vectorized] method of another assembly, which does not tell its "
                + "formula"),
            _ => throw nodes.Refuse($"calls '{function}', which this version does not know"),
        };
    }

    /// <summary>eˣ − 1 with all its digits next to 0: 2t / (1 − t) with t = tanh(x/2).</summary>
    private static FormulaValue Expm1(FormulaNodes nodes, FormulaValue x)
    {
        FormulaValue one = nodes.Number(1), half = nodes.Number(0.5f);
        FormulaValue t = nodes.Add("Tanh", nodes.Add("Mul", x, half));
        FormulaValue near = nodes.Add("Div", nodes.Add("Add", t, t), nodes.Add("Sub", one, t));
        return nodes.Select(nodes.Test("Less", nodes.Add("Abs", x), half), near, nodes.Add("Sub", nodes.Add("Exp", x), one));
    }

    /// <summary>ln(1 + x) with all its digits next to 0: ln(u)·x / (u − 1) with u = 1 + x as it is rounded.</summary>
    private static FormulaValue Log1P(FormulaNodes nodes, FormulaValue x)
    {
        FormulaValue one = nodes.Number(1);
        FormulaValue u = nodes.Add("Add", one, x), log = nodes.Add("Log", u);
        FormulaValue near = nodes.Add("Mul", log, nodes.Add("Div", x, nodes.Add("Sub", u, one)));
        FormulaValue small = nodes.Select(nodes.Test("Equal", u, one), x, near);
        return nodes.Select(nodes.Test("Less", nodes.Add("Abs", x), one), small, log);
    }

    /// <summary>The magnitude of x with the sign of y, that of −0 too.</summary>
    private static FormulaValue CopySign(FormulaNodes nodes, FormulaValue x, FormulaValue y)
    {
        FormulaValue zero = nodes.Number(0), magnitude = nodes.Add("Abs", x);
        FormulaValue isNegative = nodes.Test("Or", nodes.Test("Less", y, zero), nodes.Test("Less", nodes.Add("Div", nodes.Number(1), y), zero));
        return nodes.Select(isNegative, nodes.Add("Neg", magnitude), magnitude);
    }

    /// <summary>Towards zero, as C# converts: NaN gives 0, and what is too large the largest int that a float can be.</summary>
    private static FormulaValue Int(FormulaNodes nodes, FormulaValue x)
    {
        if (x.Type == FormulaType.Int)
            return x;
        FormulaValue inside = nodes.Add("Min", nodes.Add("Max", x, nodes.Number(int.MinValue)), nodes.Number(2147483520));
        return nodes.Cast(nodes.Select(nodes.Test("Equal", x, x), inside, nodes.Number(0)), FormulaType.Int);
    }
}
