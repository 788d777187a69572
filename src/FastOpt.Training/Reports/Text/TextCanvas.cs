namespace FastOpt.Training;

/// <summary>Characters that curves are drawn on: with two by four dots in each (braille), or one mark in each.</summary>
internal sealed class TextCanvas(int columns, int rows, bool isPlain)
{
    private const string Marks = "*o+x#@";
    private readonly byte[] _dots = new byte[columns * rows];
    private readonly int[] _owners = new int[columns * rows];

    /// <summary>The plain mark of a series.</summary>
    public static char Mark(int series) => Marks[series % Marks.Length];

    /// <summary>The series that drew last on a character.</summary>
    public int Owner(int row, int column) => _owners[(row * columns) + column];

    /// <summary>A row of characters.</summary>
    public string Row(int row) => string.Create(columns, (Canvas: this, Row: row), static (line, from) =>
    {
        for (int column = 0; column < line.Length; column++)
            line[column] = from.Canvas.Character((from.Row * line.Length) + column);
    });

    /// <summary>
    /// Draws the curve through values that stand at equal distances; every series but the first is broken into dashes, so that they differ without colours.
    /// </summary>
    public void Draw(IReadOnlyList<double> values, int count, PlotAxis axis, int series)
    {
        int width = isPlain ? columns : 2 * columns, height = isPlain ? rows : 4 * rows;
        int before = -1;
        for (int x = 0; x < width; x++)
        {
            double at = width == 1 || count <= 1 ? 0 : (double)x / (width - 1) * (count - 1);
            double position = axis.Position(Between(values, at, axis.IsLog));
            if (!double.IsFinite(position) || position < -0.01)
            {
                before = -1;
                continue;
            }

            int y = Math.Clamp((int)Math.Round((1 - position) * (height - 1)), 0, height - 1);
            bool isShown = series == 0 || isPlain || (x + series) % 4 < 2;
            if (isShown)
            {
                // A steep curve is filled in from where it was, so that it does not fall apart.
                for (int step = before < 0 || isPlain ? y : Math.Clamp(before, Math.Min(y, before + 1), Math.Max(y, before - 1)); ; step += Math.Sign(y - step))
                {
                    Set(x, step, series);
                    if (step == y)
                        break;
                }
            }

            before = y;
        }
    }

    private static double Between(IReadOnlyList<double> values, double at, bool isLog)
    {
        int left = (int)Math.Floor(at);
        if (left >= values.Count)
            return double.NaN;
        double share = at - left, low = values[left];
        if (share == 0 || left + 1 >= values.Count)
            return share == 0 ? low : double.NaN;
        double high = values[left + 1];
        return isLog ? Math.Exp(((1 - share) * Math.Log(low)) + (share * Math.Log(high))) : ((1 - share) * low) + (share * high);
    }

    private void Set(int x, int y, int series)
    {
        int cell = isPlain ? (y * columns) + x : (y / 4 * columns) + (x / 2);
        _owners[cell] = series;
        _dots[cell] |= isPlain ? (byte)1 : (byte)(x % 2 == 0 ? (y % 4 == 3 ? 0x40 : 1 << (y % 4)) : (y % 4 == 3 ? 0x80 : 8 << (y % 4)));
    }

    private char Character(int cell) => _dots[cell] == 0 ? ' ' : isPlain ? Mark(_owners[cell]) : (char)(0x2800 + _dots[cell]);
}
