using System.Globalization;

namespace FastOpt.Training;

/// <summary>The header of an npy file: a Python dictionary of type, order and shape, and nothing else.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
/// <param name="IsFortran">Whether the first index runs fastest.</param>
/// <param name="Shape">The extents.</param>
internal sealed record NpyHeader(NpyType Type, bool IsBigEndian, bool IsFortran, int[] Shape)
{
    /// <summary>Reads the dictionary.</summary>
    /// <exception cref="FormatException">It is none, or says something that is not read.</exception>
    public static NpyHeader Parse(string text)
    {
        var reader = new Reader(text);
        string? descriptor = null;
        bool? fortran = null;
        int[]? shape = null;
        reader.Expect('{');
        while (!reader.Take('}'))
        {
            string key = reader.Text();
            reader.Expect(':');
            switch (key)
            {
                case "descr" when descriptor is null:
                    descriptor = reader.Descriptor();
                    break;
                case "fortran_order" when fortran is null:
                    fortran = reader.Boolean();
                    break;
                case "shape" when shape is null:
                    shape = reader.Shape();
                    break;
                default:
                    throw new FormatException($"the header has the key '{key}' twice, or it is none of descr, fortran_order and shape");
            }

            if (!reader.Take(','))
            {
                reader.Expect('}');
                break;
            }
        }

        reader.End();
        if (descriptor is null || fortran is null || shape is null)
            throw new FormatException($"the header has no {(descriptor is null ? "descr" : fortran is null ? "fortran_order" : "shape")}");
        (NpyType type, bool big) = TypeOf(descriptor);
        return new NpyHeader(type, big, fortran.Value, shape);
    }

    private static (NpyType Type, bool IsBigEndian) TypeOf(string descriptor)
    {
        char order = descriptor.Length > 0 ? descriptor[0] : ' ';
        string kind = order is '<' or '>' or '|' or '=' ? descriptor[1..] : descriptor;
        bool big = order == '>' || (order != '<' && !BitConverter.IsLittleEndian);
        return kind switch
        {
            "b1" => (NpyType.Boolean, false),
            "u1" => (NpyType.UInt8, false),
            "i4" => (NpyType.Int32, big),
            "i8" => (NpyType.Int64, big),
            "f4" => (NpyType.Float32, big),
            "f8" => (NpyType.Float64, big),
            ['O', ..] => throw new FormatException("the elements are Python objects, which are not read: they could run any code"),
            _ => throw new FormatException($"the elements are of type '{descriptor}'; b1, u1, i4, i8, f4 and f8 are read"),
        };
    }

    private ref struct Reader(string text)
    {
        private readonly string _text = text;
        private int _position = 0;

        public bool Take(char expected)
        {
            SkipSpaces();
            if (_position >= _text.Length || _text[_position] != expected)
                return false;
            _position++;
            return true;
        }

        public void Expect(char expected)
        {
            if (!Take(expected))
                throw Wrong($"'{expected}'");
        }

        public void End()
        {
            SkipSpaces();
            if (_position < _text.Length)
                throw Wrong("the end");
        }

        public string Text()
        {
            SkipSpaces();
            char quote = _position < _text.Length ? _text[_position] : ' ';
            int end = quote is '\'' or '"' ? _text.IndexOf(quote, _position + 1) : -1;
            if (end < 0)
                throw Wrong("a text in quotes");
            string result = _text[(_position + 1)..end];
            _position = end + 1;
            return result;
        }

        public string Descriptor()
        {
            SkipSpaces();
            return _position < _text.Length && _text[_position] == '['
                ? throw new FormatException("the elements are records of several fields, which are not read")
                : Text();
        }

        public bool Boolean()
        {
            foreach (bool value in (ReadOnlySpan<bool>)[true, false])
            {
                SkipSpaces();
                string name = value ? "True" : "False";
                if (string.CompareOrdinal(_text, _position, name, 0, name.Length) != 0)
                    continue;
                _position += name.Length;
                return value;
            }

            throw Wrong("True or False");
        }

        public int[] Shape()
        {
            var extents = new List<int>();
            Expect('(');
            bool comma = true;
            while (!Take(')'))
            {
                if (!comma)
                    throw Wrong("','");
                extents.Add(Extent());
                comma = Take(',');
            }

            // (3) is a number in Python, (3,) a shape.
            if (extents.Count == 1 && !comma)
                throw new FormatException("the header's shape is a number, not a tuple");
            return extents.Count <= NpyFormat.MaxRank ? [.. extents] : throw new FormatException(
                $"the array has {extents.Count} extents; more than {NpyFormat.MaxRank} are not read");
        }

        private int Extent()
        {
            SkipSpaces();
            int start = _position;
            while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
                _position++;
            ReadOnlySpan<char> digits = _text.AsSpan(start, _position - start);
            if (digits.IsEmpty)
                throw Wrong("an extent");

            // Python 2 wrote an L behind long numbers.
            if (_position < _text.Length && _text[_position] == 'L')
                _position++;
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int extent)
                ? extent
                : throw new FormatException($"the header announces an extent of {digits}");
        }

        private void SkipSpaces()
        {
            while (_position < _text.Length && _text[_position] is ' ' or '\n' or '\t')
                _position++;
        }

        private readonly FormatException Wrong(string expected) =>
            new($"the header does not read as a dictionary: {expected} is expected at character {_position}");
    }
}
