namespace FastOpt.Fuzz;

/// <summary>
/// The inputs by number, each of them the same on every machine: first every sample as it is, truncated at every character, and with every token deleted, doubled and swapped
/// with the next one; after that random changes.
/// </summary>
public sealed class Inputs
{
    private readonly Sample[] _samples;
    private readonly long[] _ends;
    private readonly ulong _seed;

    /// <summary>Inputs made of samples.</summary>
    public Inputs(IReadOnlyList<string> samples, ulong seed)
    {
        _samples = [.. samples.Select(static text => new Sample(text))];
        _ends = new long[_samples.Length];
        long sum = 0;
        for (int i = 0; i < _samples.Length; i++)
            _ends[i] = sum += _samples[i].Systematic;
        _seed = seed;
    }

    /// <summary>How many inputs there are before the random ones.</summary>
    public long Systematic => _ends[^1];

    /// <summary>The number of samples.</summary>
    public int Samples => _samples.Length;

    /// <summary>The input of this number.</summary>
    public string this[long number]
    {
        get
        {
            if (number >= Systematic)
                return Random(new SplitMix(_seed ^ ((ulong)number * 0xD1342543DE82EF95)));
            int index = Array.FindIndex(_ends, end => number < end);
            return _samples[index].Change(number - (index == 0 ? 0 : _ends[index - 1]));
        }
    }

    private string Random(SplitMix random)
    {
        Sample sample = random.Of(_samples);
        string text = sample.Text;
        int changes = 1 + random.Below(3);
        for (int i = 0; i < changes; i++)
        {
            text = Mutation.Apply(sample, random, random.Of(_samples));
            sample = new Sample(text);
        }

        return text;
    }
}
