using FastOpt.Race;

namespace FastOpt.Cli.Race;

/// <summary>A picture in plain characters: the emptier, the lower; paths in their racers' small letters.</summary>
internal static class CharacterPicture
{
    private const string Shades = " .:-=+*#%@";

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, Canvas canvas)
    {
        char[] text = new char[canvas.Columns];
        for (int line = 0; line < canvas.Lines; line++)
        {
            for (int column = 0; column < canvas.Columns; column++)
                text[column] = Character(canvas, column, line);
            output.WriteLine(new string(text).TrimEnd());
        }
    }

    private static char Character(Canvas canvas, int column, int line)
    {
        if (canvas.MarkAt(column, line) is CanvasMark mark)
            return mark.Character;
        int owner = Math.Max(canvas.Owner(column, 2 * line), canvas.Owner(column, (2 * line) + 1));
        if (owner >= 0)
            return char.ToLowerInvariant(RaceKey.Letter(owner));
        float rank = (canvas.Rank(column, 2 * line) + canvas.Rank(column, (2 * line) + 1)) / 2;
        return Shades[Math.Min((int)(rank * Shades.Length), Shades.Length - 1)];
    }
}
