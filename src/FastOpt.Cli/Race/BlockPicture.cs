using FastOpt.Race;
using Spectre.Console;

namespace FastOpt.Cli.Race;

/// <summary>A picture in colours: each character shows the upper one of its two pixels as a half block and the lower one behind it.</summary>
internal static class BlockPicture
{
    private const string UpperHalf = "▀";

    /// <summary>Writes it, in as many colours as the console has.</summary>
    public static void Write(IAnsiConsole console, Canvas canvas)
    {
        var picture = new Paragraph();
        for (int line = 0; line < canvas.Lines; line++)
        {
            for (int column = 0; column < canvas.Columns; column++)
            {
                Color upper = Pixel(canvas, column, 2 * line), lower = Pixel(canvas, column, (2 * line) + 1);
                if (canvas.MarkAt(column, line) is not CanvasMark mark)
                    picture.Append(UpperHalf, new Style(upper, lower));
                else if (mark.Owner is int owner)
                    picture.Append(mark.Character.ToString(), new Style(Color.White, Of(RaceKey.Colour(owner)), Decoration.Bold));
                else
                    picture.Append(mark.Character.ToString(), new Style(Color.Black, Of(RaceKey.Shade(canvas.Rank(column, 2 * line) / 2)), Decoration.Bold));
            }

            picture.Append("\n");
        }

        console.Write(picture);
    }

    /// <summary>A colour as the console's library has it.</summary>
    public static Color Of(Rgb colour) => new(colour.R, colour.G, colour.B);

    private static Color Pixel(Canvas canvas, int column, int row) =>
        Of(canvas.Owner(column, row) is int owner and >= 0 ? RaceKey.Colour(owner) : RaceKey.Shade(canvas.Rank(column, row)));
}
