namespace FastOpt.Race;

/// <summary>A colour of 24 bits.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>"#rrggbb".</summary>
    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";
}

/// <summary>What tells racers apart: a letter, a colour, a dash; and the colours of the map under them.</summary>
internal static class RaceKey
{
    private static readonly Rgb Lowest = new(0xf2, 0xf5, 0xf7), Highest = new(0x2a, 0x3b, 0x4d);

    private static readonly Rgb[] Few =
    [
        new(0xd5, 0x10, 0x20), new(0xff, 0x8a, 0x00), new(0x00, 0x9e, 0x3c), new(0x00, 0x62, 0xff),
        new(0xc2, 0x00, 0xb8), new(0x00, 0x00, 0x00), new(0x00, 0xa8, 0xc6), new(0x8a, 0x50, 0x1e),
    ];

    private static readonly string[] Dashes = ["none", "12 4", "4 4", "16 4 4 4", "8 8", "2 4", "24 6", "12 4 4 4 4 4"];

    /// <summary>A, B, …; a test holds that there are no more racers than letters.</summary>
    public static char Letter(int index) => (char)('A' + index);

    /// <summary>The colour of a path: distinct ones for the first eight, hues a golden angle apart beyond.</summary>
    public static Rgb Colour(int index)
    {
        if (index < Few.Length)
            return Few[index];
        double hue = index * 0.6180339887498949 % 1 * 6;
        return new(Channel(hue, 0), Channel(hue, 4), Channel(hue, 2));

        // Saturated, and dark enough for the map's light parts.
        static byte Channel(double hue, double shift)
        {
            double part = (hue + shift) % 6;
            return (byte)(210 * Math.Clamp(Math.Abs(part - 3) - 1, 0, 1));
        }
    }

    /// <summary>The dash of a path in SVG.</summary>
    public static string Dash(int index) => Dashes[index % Dashes.Length];

    /// <summary>The map's colour at a rank: lighter is lower.</summary>
    public static Rgb Shade(double rank)
    {
        return new(Mix(Lowest.R, Highest.R), Mix(Lowest.G, Highest.G), Mix(Lowest.B, Highest.B));

        byte Mix(byte low, byte high) => (byte)Math.Round(low + ((high - low) * Math.Clamp(rank, 0, 1)));
    }
}
