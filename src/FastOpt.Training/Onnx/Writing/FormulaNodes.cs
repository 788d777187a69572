namespace FastOpt.Training;

/// <summary>A value of a formula as a value of the graph.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsSpread">Whether it has an element for each of x.</param>
internal readonly record struct FormulaValue(string Name, FormulaType Type, bool IsSpread);

/// <summary>Writes formulas as elementary operations.</summary>
/// <param name="graph">Takes them.</param>
/// <param name="refuse">Makes the error for what has no operation.</param>
internal sealed class FormulaNodes(OnnxGraph graph, Func<string, Exception> refuse)
{
    private readonly Dictionary<string, FormulaValue> _names = new(StringComparer.Ordinal);

    /// <summary>Gives a parameter or a value its name.</summary>
    public void Name(string name, FormulaValue value) => _names[name] = value;

    public FormulaValue Evaluate(FormulaLambda formula)
    {
        foreach ((string name, Formula value) in formula.Values)
            Name(name, Evaluate(value));
        return Evaluate(formula.Result);
    }

    /// <summary>A float that is the same for all elements.</summary>
    public FormulaValue Number(float value) => new(graph.Constant(value), FormulaType.Float, false);

    /// <summary>The operation on values, of the type of the first one.</summary>
    public FormulaValue Add(string operation, params ReadOnlySpan<FormulaValue> values) => Typed(operation, values[0].Type, values);

    /// <summary>A comparison or an operation of logic.</summary>
    public FormulaValue Test(string operation, params ReadOnlySpan<FormulaValue> values) => Typed(operation, FormulaType.Bool, values);

    public FormulaValue Select(FormulaValue condition, FormulaValue whenTrue, FormulaValue whenFalse)
    {
        if (whenTrue.Type != FormulaType.Bool)
            return Typed("Where", whenTrue.Type, condition, whenTrue, whenFalse);
        return Test("Or", Test("And", condition, whenTrue), Test("And", Test("Not", condition), whenFalse));
    }

    public FormulaValue Cast(FormulaValue value, FormulaType type)
    {
        if (value.Type == type)
            return value;
        var to = new OnnxAttribute("to", type == FormulaType.Float ? OnnxType.Float : OnnxType.Int32);
        return new FormulaValue(graph.Add("Cast", [value.Name], to), type, value.IsSpread);
    }

    public Exception Refuse(string what) => refuse(what);

    private FormulaValue Typed(string operation, FormulaType type, params ReadOnlySpan<FormulaValue> values)
    {
        string[] names = new string[values.Length];
        bool isSpread = false;
        for (int i = 0; i < values.Length; i++)
        {
            names[i] = values[i].Name;
            isSpread |= values[i].IsSpread;
        }

        return new FormulaValue(graph.Add(operation, names), type, isSpread);
    }

    private FormulaValue Evaluate(Formula formula) => formula switch
    {
        NumberFormula { Type: FormulaType.Float } number => Number((float)number.Value),
        NumberFormula { Type: FormulaType.Int } number => new(graph.Constant(unchecked((int)(long)number.Value)), FormulaType.Int, false),
        NumberFormula number => new(graph.Constant(number.Value != 0), FormulaType.Bool, false),
        NameFormula name when _names.TryGetValue(name.Name, out FormulaValue value) => value,
        NameFormula name => throw refuse($"reads '{name.Name}', which its formula does not say"),
        UnaryFormula { Operator: "~" } => throw refuse("uses '~' on bits, for which opset 17 has no operation"),
        UnaryFormula { Operator: "!" } unary => Test("Not", Evaluate(unary.Operand)),
        UnaryFormula unary => Add("Neg", Evaluate(unary.Operand)),
        ConditionalFormula conditional when Rectified(conditional) is { } x => Add("Relu", Evaluate(x)),
        ConditionalFormula conditional => Select(Evaluate(conditional.Condition), Evaluate(conditional.WhenTrue), Evaluate(conditional.WhenFalse)),
        BinaryFormula binary => Binary(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
        CallFormula call => FormulaFunctions.Call(this, call.Function, [.. call.Arguments.Select(Evaluate)]),
        _ => throw refuse($"has '{formula}' in its formula"),
    };

    /// <summary>x of x ≤ 0 ? 0 : x and of x &gt; 0 ? x : 0.</summary>
    private static Formula? Rectified(ConditionalFormula formula)
    {
        static bool IsZero(Formula value) => value is NumberFormula { Type: FormulaType.Float, Value: 0 };
        return formula.Condition is BinaryFormula { Left: NameFormula x, Right: var zero } test && IsZero(zero)
            && ((test.Operator is "<=" or "<" && IsZero(formula.WhenTrue) && formula.WhenFalse == x)
                || (test.Operator is ">=" or ">" && formula.WhenTrue == x && IsZero(formula.WhenFalse)))
            ? x
            : null;
    }

    private FormulaValue Binary(string symbol, FormulaValue left, FormulaValue right)
    {
        bool isBool = left.Type == FormulaType.Bool;
        return symbol switch
        {
            "+" => Add("Add", left, right),
            "-" => Add("Sub", left, right),
            "*" => Add("Mul", left, right),
            "/" => Add("Div", left, right),
            "<" => Test("Less", left, right),
            "<=" => Test("LessOrEqual", left, right),
            ">" => Test("Greater", left, right),
            ">=" => Test("GreaterOrEqual", left, right),
            "==" => Test("Equal", left, right),
            "!=" => isBool ? Test("Xor", left, right) : Test("Not", Test("Equal", left, right)),
            "&&" or "&" when isBool => Test("And", left, right),
            "||" or "|" when isBool => Test("Or", left, right),
            "^" when isBool => Test("Xor", left, right),
            _ => throw refuse($"uses '{symbol}' on bits, for which opset 17 has no operation"),
        };
    }
}
