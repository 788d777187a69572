namespace FastOpt.Fuzz;

/// <summary>How long the generator took over many inputs, in classes of 20 µs.</summary>
public sealed class Statistics
{
    private const double Class = 0.02;
    private readonly long[] _classes = new long[100_001];

    /// <summary>Inputs that the generator ran over.</summary>
    public long Count { get; private set; }

    /// <summary>Inputs without an error, whose generated code was compiled too.</summary>
    public long Compiled { get; private set; }

    /// <summary>The longest time, in milliseconds.</summary>
    public double Longest { get; private set; }

    /// <summary>The input that took longest.</summary>
    public long LongestInput { get; private set; }

    /// <summary>Counts an input.</summary>
    public void Add(long input, double milliseconds, bool compiled)
    {
        Count++;
        Compiled += compiled ? 1 : 0;
        _classes[Math.Clamp((int)(milliseconds / Class), 0, _classes.Length - 1)]++;
        if (milliseconds > Longest)
            (Longest, LongestInput) = (milliseconds, input);
    }

    /// <summary>Adds the counts of another thread.</summary>
    public void Add(Statistics other)
    {
        Count += other.Count;
        Compiled += other.Compiled;
        for (int i = 0; i < _classes.Length; i++)
            _classes[i] += other._classes[i];
        if (other.Longest > Longest)
            (Longest, LongestInput) = (other.Longest, other.LongestInput);
    }

    /// <summary>The time that this share of the inputs did not exceed, in milliseconds.</summary>
    public double Quantile(double share)
    {
        long rank = (long)Math.Ceiling(share * Count);
        long sum = 0;
        for (int i = 0; i < _classes.Length; i++)
        {
            sum += _classes[i];
            if (sum >= rank)
                return (i + 1) * Class;
        }

        return Longest;
    }
}
