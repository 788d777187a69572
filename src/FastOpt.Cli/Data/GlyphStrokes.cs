namespace FastOpt.Cli.Data;

/// <summary>
/// How the ten digits are written: per digit the styles in use, each a pen path in SVG path notation on a 100×100 sheet, y downwards.
/// Of the notation it uses <c>M</c> (lift the pen and move), <c>L</c> (straight line) and <c>C</c> (cubic Bézier arc), all absolute.
/// </summary>
internal static class GlyphStrokes
{
    private static readonly string[][] Styles =
    [
        [
            "M 50 8 C 20 8 18 92 50 92 C 82 92 80 8 50 8", // closed
            "M 60 12 C 26 0 12 92 48 92 C 88 94 84 14 46 10", // ends cross at the top
            "M 56 8 C 34 10 20 40 24 64 C 28 100 66 100 74 62 C 80 34 72 6 52 9", // slanted
        ],
        [
            "M 52 8 L 50 92", // one stroke
            "M 56 8 C 53 36 51 64 47 92", // slightly bent
            "M 32 30 L 54 8 L 54 92", // with a flag
            "M 34 26 L 52 8 L 52 92 M 30 92 L 74 92", // with a flag and a foot
        ],
        [
            "M 24 28 C 26 2 76 2 74 32 C 72 52 38 74 24 92 L 78 92", // sharp corner
            "M 24 26 C 30 4 76 2 72 32 C 68 56 42 82 28 88 C 14 92 20 70 34 78 C 50 88 64 98 84 84", // looped corner
            "M 28 18 C 52 2 76 14 70 36 C 64 58 44 76 24 90 C 42 82 58 92 80 88", // wavy foot
        ],
        [
            "M 26 16 C 44 2 76 8 72 28 C 70 42 56 46 44 47 C 62 46 80 54 76 72 C 72 96 40 96 24 82", // two bows
            "M 26 10 L 72 10 L 46 42 C 76 40 84 66 72 80 C 62 96 36 94 24 84", // flat top
            "M 30 14 C 60 0 80 24 62 38 C 56 44 50 46 46 46 C 74 46 82 78 58 90 C 46 94 32 92 24 84", // small upper bow
        ],
        [
            "M 32 10 C 28 30 26 42 24 56 L 78 54 M 66 12 L 62 92", // open
            "M 62 92 L 62 8 L 20 64 L 82 64", // closed
            "M 28 8 C 26 26 24 40 26 48 C 36 58 58 54 70 46 M 72 8 C 70 40 66 66 62 92", // rounded, open
        ],
        [
            "M 72 10 L 34 10 L 30 44 C 48 36 78 42 76 66 C 74 96 40 98 24 84", // hat first, one stroke
            "M 34 12 L 30 46 C 56 36 80 50 74 72 C 68 94 36 96 24 82 M 34 12 L 78 10", // hat last
            "M 76 12 C 54 8 42 10 38 16 C 30 36 34 44 42 44 C 68 42 78 58 72 74 C 66 94 36 94 26 86", // rounded like an S
        ],
        [
            "M 66 8 C 36 20 22 56 27 74 C 34 98 74 96 74 70 C 72 48 38 48 28 72", // bow
            "M 56 6 C 34 34 20 64 32 82 C 42 98 76 92 72 66 C 68 48 40 54 31 74", // straight back
            "M 48 6 C 30 30 22 58 28 78 C 36 100 66 92 64 72 C 62 56 38 58 30 78", // small bowl
        ],
        [
            "M 22 12 L 76 12 L 42 92", // two lines
            "M 22 12 L 76 12 L 44 92 M 34 52 L 70 50", // with a bar
            "M 22 20 C 38 6 58 16 78 10 C 64 34 48 60 46 92", // curved
            "M 24 26 L 26 12 L 76 12 C 60 36 50 62 48 92", // with a serif
        ],
        [
            "M 68 20 C 56 2 24 8 30 28 C 36 46 74 52 74 74 C 72 98 26 98 26 74 C 26 52 68 44 70 24", // one stroke
            "M 50 8 C 24 8 24 46 50 46 C 76 46 76 8 50 8 M 50 46 C 16 46 16 92 50 92 C 84 92 84 46 50 46", // two rings
            "M 72 14 C 44 0 20 22 44 42 C 62 54 78 74 58 90 C 38 98 20 76 40 56 C 54 42 74 36 70 16", // slanted, one stroke
        ],
        [
            "M 72 28 C 66 4 28 4 28 32 C 28 56 68 54 72 28 L 66 92", // straight tail
            "M 70 30 C 66 4 26 8 28 34 C 30 58 68 50 71 28 C 74 60 70 94 34 88", // curved tail
            "M 66 14 C 44 0 22 28 34 44 C 46 56 66 40 68 16 C 64 44 58 70 48 92", // slanted
        ],
    ];

    private static readonly PenPath[][] Parsed = [.. Styles.Select(styles => styles.Select(PenPath.Parse).ToArray())];

    /// <summary>The styles in which <paramref name="digit"/> is written.</summary>
    public static ReadOnlySpan<PenPath> Of(int digit) => Parsed[digit];
}
