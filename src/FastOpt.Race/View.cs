using FastOpt.Training;

namespace FastOpt.Race;

/// <summary>The rectangle of the plane that is drawn.</summary>
internal readonly record struct View(double Left, double Bottom, double Right, double Top)
{
    public double Width => Right - Left;

    public double Height => Top - Bottom;

    /// <summary>The horizontal position of the <paramref name="index"/>-th of so many samples, each in the middle of its share of the width.</summary>
    public double Column(int index, int count) => Left + (Width * (index + 0.5) / count);

    /// <summary>The vertical one, from the top.</summary>
    public double Row(int index, int count) => Top - (Height * (index + 0.5) / count);

    /// <summary>A point inside, drawn with a seed: a multiple of 2⁻²⁴ of each side.</summary>
    public Point Draw(ulong seed)
    {
        var random = new SplitMix64(seed, 0);
        return new(Left + (Width * random.NextUnit()), Bottom + (Height * random.NextUnit()));
    }

    /// <summary>Whether the point is inside.</summary>
    public bool Contains(Point point) => point.X >= Left && point.X <= Right && point.Y >= Bottom && point.Y <= Top;

    /// <summary>The part of a line that is inside (Liang and Barsky 1984).</summary>
    /// <returns>False if nothing of it is.</returns>
    public bool Clip(ref Point from, ref Point to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, enter = 0, leave = 1;
        if (!double.IsFinite(dx) || !double.IsFinite(dy)
            || !Cut(-dx, from.X - Left, ref enter, ref leave)
            || !Cut(dx, Right - from.X, ref enter, ref leave)
            || !Cut(-dy, from.Y - Bottom, ref enter, ref leave)
            || !Cut(dy, Top - from.Y, ref enter, ref leave))
        {
            return false;
        }

        (from, to) = (
            enter > 0 ? new(from.X + (enter * dx), from.Y + (enter * dy)) : from,
            leave < 1 ? new(from.X + (leave * dx), from.Y + (leave * dy)) : to);
        return true;
    }

    // The border that is reached after the share room/speed of the way, outwards if the speed is positive.
    private static bool Cut(double speed, double room, ref double enter, ref double leave)
    {
        if (speed == 0)
            return room >= 0;
        double share = room / speed;
        if (speed < 0)
            enter = Math.Max(enter, share);
        else
            leave = Math.Min(leave, share);
        return enter <= leave;
    }
}
