namespace FastOpt.Training;

/// <summary>
/// A text whose beginning can be looked at before it is read, without a byte order mark. Disposing it leaves the text open.
/// </summary>
internal sealed class FirstLineReader : TextReader
{
    private const int Length = 1 << 16;
    private const string Candidates = ",;\t";

    private readonly TextReader _text;
    private readonly char[] _start = new char[Length];
    private readonly int _filled;
    private int _position;

    public FirstLineReader(TextReader text)
    {
        _text = text;
        _filled = text.ReadBlock(_start, 0, Length);
        _position = _filled > 0 && _start[0] == '\uFEFF' ? 1 : 0;
    }

    /// <summary>The candidate that the first line that is not blank has most of outside of quotes; the first of equals, so a comma if it has none.</summary>
    public char InferSeparator()
    {
        Span<int> counts = stackalloc int[Candidates.Length];
        bool quoted = false, blank = true;
        foreach (char character in _start.AsSpan(_position, _filled - _position))
        {
            quoted ^= character == '"';
            if (quoted)
            {
                blank = false;
                continue;
            }

            if (character is '\n' or '\r')
            {
                if (!blank)
                    break;
                continue;
            }

            blank &= character == ' ';
            if (Candidates.IndexOf(character) is >= 0 and int candidate)
                counts[candidate]++;
        }

        int most = 0;
        for (int i = 1; i < counts.Length; i++)
            most = counts[i] > counts[most] ? i : most;
        return Candidates[most];
    }

    public override int Peek() => _position < _filled ? _start[_position] : _text.Peek();

    public override int Read() => _position < _filled ? _start[_position++] : _text.Read();

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_position >= _filled)
            return _text.Read(buffer);
        int count = Math.Min(buffer.Length, _filled - _position);
        _start.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
