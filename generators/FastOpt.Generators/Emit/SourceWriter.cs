using System.Text;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Writes indented C#: line by line, or a raw string of several lines at once, whose own indentation is kept on top of the block's.
/// Lines end in <c>\n</c> on every system, and an empty line carries no blanks, so the output is the same bytes everywhere. An empty line separates: it is written once, and
/// only between two lines of one block.
/// </summary>
/// <param name="isBehindOthers">Whether what is written goes behind lines that stand already.</param>
internal sealed class SourceWriter(bool isBehindOthers = false)
{
    private const string Indentation = "    ";

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isAtStart = !isBehindOthers;
    private bool _isSeparated = isBehindOthers;
    private int _markedDepth = -1;

    /// <summary>
    /// From here to the end of the block every member is marked as generated: what begins in that block with a letter is a declaration, and stands behind its
    /// documentation and its attributes. Fields have no code and need no mark.
    /// </summary>
    public void MarkMembers() => _markedDepth = _depth;

    /// <summary>Writes each line of <paramref name="text"/> at the current depth.</summary>
    public SourceWriter Line(string text = "")
    {
        int start = 0;
        while (true)
        {
            int end = text.IndexOf('\n', start);
            string line = (end < 0 ? text.Substring(start) : text.Substring(start, end - start)).TrimEnd('\r', ' ');
            if (line.Length == 0)
            {
                _isSeparated = !_isAtStart;
            }
            else
            {
                if (_isSeparated)
                    _text.Append('\n');
                _isSeparated = _isAtStart = false;
                if (_depth == _markedDepth && GeneratedMark.Belongs(line))
                    Indent().Append(GeneratedMark.Attributes).Append('\n');

                // A preprocessor line stands at the margin.
                (line[0] == '#' ? _text : Indent()).Append(line).Append('\n');
            }

            if (end < 0)
                return this;
            start = end + 1;
        }
    }

    /// <summary>Writes a header line and an opening brace; disposing the result closes the brace, followed by <paramref name="after"/>.</summary>
    public Block Braces(string header = "", string after = "")
    {
        if (header.Length > 0)
            Line(header);
        Line("{");
        _depth++;
        _isAtStart = true;
        return new Block(this, after);
    }

    public override string ToString() => _text.ToString();

    private StringBuilder Indent()
    {
        for (int i = 0; i < _depth; i++)
            _text.Append(Indentation);
        return _text;
    }

    /// <summary>An open brace.</summary>
    internal readonly struct Block(SourceWriter writer, string after) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer._isSeparated = false;
            if (writer._depth < writer._markedDepth)
                writer._markedDepth = -1;
            writer.Line("}" + after);
        }
    }
}
