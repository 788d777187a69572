using System.Globalization;
using System.Text;

namespace FastOpt.Playground;

/// <summary>Writes JSON: objects, arrays, strings, numbers.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private bool _needsComma;

    /// <summary>Begins an object or an array.</summary>
    public JsonText Open(char bracket)
    {
        Comma();
        _text.Append(bracket);
        _needsComma = false;
        return this;
    }

    /// <summary>Ends it.</summary>
    public JsonText Close(char bracket)
    {
        _text.Append(bracket);
        _needsComma = true;
        return this;
    }

    /// <summary>A member's name; the value follows.</summary>
    public JsonText Name(string name)
    {
        Comma();
        Quote(name);
        _text.Append(':');
        _needsComma = false;
        return this;
    }

    public JsonText Pair(string name, string value)
    {
        Name(name);
        Quote(value);
        _needsComma = true;
        return this;
    }

    /// <summary>A number; one that is not finite becomes null.</summary>
    public JsonText Pair(string name, double value)
    {
        Name(name);
        _text.Append(double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "null");
        _needsComma = true;
        return this;
    }

    /// <summary>An element of an array.</summary>
    public JsonText Value(int value)
    {
        Comma();
        _text.Append(value.ToString(CultureInfo.InvariantCulture));
        _needsComma = true;
        return this;
    }

    public override string ToString() => _text.ToString();

    private void Comma()
    {
        if (_needsComma)
            _text.Append(',');
    }

    private void Quote(string value)
    {
        _text.Append('"');
        foreach (char c in value)
        {
            if (c is '"' or '\\')
                _text.Append('\\').Append(c);
            else if (c < ' ')
                _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                _text.Append(c);
        }

        _text.Append('"');
    }
}
