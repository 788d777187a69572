using System.Globalization;

namespace FastOpt.Training;

/// <summary>Reads what <see cref="IRuleFormula.Formula"/> says.</summary>
internal ref struct FormulaParser
{
    /// <summary>Operators of two operands, from those that bind least.</summary>
    private static readonly string[][] Levels =
        [["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<=", ">=", "<", ">"], ["<<", ">>>", ">>"], ["+", "-"], ["*", "/", "%"]];

    private readonly string _text;
    private int _position;

    private FormulaParser(string text) => _text = text;

    /// <exception cref="FormatException">The text is no formula.</exception>
    public static FormulaLambda Parse(string text)
    {
        var parser = new FormulaParser(text);
        return parser.Lambda();
    }

    private FormulaLambda Lambda()
    {
        var parameters = new List<string>();
        if (Take("("))
        {
            do
                parameters.Add(Name());
            while (Take(","));
            Expect(")");
        }
        else
        {
            parameters.Add(Name());
        }

        Expect("=>");
        var values = new List<(string Name, Formula Value)>();
        while (TakeDefinition() is { } name)
        {
            values.Add((name, Expression()));
            Expect(";");
        }

        Formula result = Expression();
        return _position == _text.Length ? new FormulaLambda(parameters, values, result) : throw Error("the end");
    }

    /// <summary>"name =", or null.</summary>
    private string? TakeDefinition()
    {
        int start = _position;
        Skip();
        if (_position < _text.Length && IsName(_text[_position]) && !char.IsAsciiDigit(_text[_position]))
        {
            string name = Name();
            Skip();
            if (_position + 1 < _text.Length && _text[_position] == '=' && _text[_position + 1] != '=')
            {
                _position++;
                return name;
            }
        }

        _position = start;
        return null;
    }

    private Formula Expression()
    {
        Formula condition = Binary(0);
        if (!Take("?"))
            return condition;
        Formula whenTrue = Expression();
        Expect(":");
        return new ConditionalFormula(condition, whenTrue, Expression());
    }

    private Formula Binary(int level)
    {
        if (level == Levels.Length)
            return Unary();
        Formula left = Binary(level + 1);
        while (TakeOperator(Levels[level]) is { } symbol)
            left = new BinaryFormula(symbol, left, Binary(level + 1));
        return left;
    }

    private string? TakeOperator(string[] symbols)
    {
        Skip();
        foreach (string symbol in symbols)
        {
            if (!_text.AsSpan(_position).StartsWith(symbol, StringComparison.Ordinal))
                continue;
            // "|" is no part of "||", "<" none of "<<".
            char next = _position + symbol.Length < _text.Length ? _text[_position + symbol.Length] : ' ';
            if (next == symbol[^1] && symbol is "|" or "&" or "<" or ">" && next == symbol[0])
                continue;
            _position += symbol.Length;
            return symbol;
        }

        return null;
    }

    private Formula Unary()
    {
        foreach (string symbol in (ReadOnlySpan<string>)["-", "!", "~"])
        {
            if (Take(symbol))
            {
                Formula operand = Unary();
                return symbol == "-" && operand is NumberFormula number ? number with { Value = -number.Value } : new UnaryFormula(symbol, operand);
            }
        }

        return Primary();
    }

    private Formula Primary()
    {
        if (Take("("))
        {
            Formula inner = Expression();
            Expect(")");
            return inner;
        }

        Skip();
        if (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
            return Number();
        string name = Name();
        if (name is "true" or "false")
            return new NumberFormula(FormulaType.Bool, name == "true" ? 1 : 0);
        if (name is "NaNf" or "Infinityf")
            return new NumberFormula(FormulaType.Float, name == "NaNf" ? double.NaN : double.PositiveInfinity);
        if (!Take("("))
            return new NameFormula(name);
        var arguments = new List<Formula>();
        if (!Take(")"))
        {
            do
                arguments.Add(Expression());
            while (Take(","));
            Expect(")");
        }

        return new CallFormula(name, arguments);
    }

    private NumberFormula Number()
    {
        int start = _position;
        while (_position < _text.Length && IsOfNumber(_text[_position], _position > start ? _text[_position - 1] : ' '))
            _position++;
        if (!double.TryParse(_text.AsSpan(start, _position - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            throw Error("a number");
        bool isFloat = _position < _text.Length && _text[_position] == 'f';
        if (isFloat)
            _position++;
        // To the bits that the compiler meant: a float is read as a float.
        return new NumberFormula(
            isFloat ? FormulaType.Float : FormulaType.Int,
            isFloat ? float.Parse(_text.AsSpan(start, _position - 1 - start), NumberStyles.Float, CultureInfo.InvariantCulture) : value);
    }

    private static bool IsOfNumber(char c, char before) => char.IsAsciiDigit(c) || c is '.' or 'E' || (c is '+' or '-' && before == 'E');

    private string Name()
    {
        Skip();
        int start = _position;
        while (_position < _text.Length && IsName(_text[_position]))
            _position++;
        return _position > start ? _text[start.._position] : throw Error("a name");
    }

    /// <summary>The names of methods have dots and colons in them, behind which something follows: the colon of a condition stands apart.</summary>
    private readonly bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or '@' or '.'
        || (c == ':' && ((_position + 1 < _text.Length && _text[_position + 1] == ':') || (_position > 0 && _text[_position - 1] == ':')));

    private bool Take(string symbol)
    {
        Skip();
        if (!_text.AsSpan(_position).StartsWith(symbol, StringComparison.Ordinal))
            return false;
        _position += symbol.Length;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
            throw Error($"'{symbol}'");
    }

    private void Skip()
    {
        while (_position < _text.Length && _text[_position] == ' ')
            _position++;
    }

    private readonly FormatException Error(string expected) =>
        new(FormattableString.Invariant($"The formula '{_text}' has at position {_position} something else than {expected}."));
}
