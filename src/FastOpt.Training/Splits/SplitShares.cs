namespace FastOpt.Training;

/// <summary>The shares of train, validation and test, and what they make of a number of examples.</summary>
internal readonly struct SplitShares
{
    /// <summary>Parts of a split: train, validation, test.</summary>
    public const int Parts = 3;

    // Remainders this close are equal: shares such as 0.8 are not exact in binary.
    private const double Equal = 1e-9;

    private readonly double _validation;
    private readonly double _test;

    /// <exception cref="ArgumentOutOfRangeException">A share is negative or not a number, or they leave nothing to train on.</exception>
    public SplitShares(double validation, double test)
    {
        Require(validation, nameof(validation));
        Require(test, nameof(test));
        if (validation + test >= 1 - Equal)
            throw new ArgumentOutOfRangeException(
                nameof(test), test, FormattableString.Invariant($"Validation {validation} and test {test} leave nothing to train on."));
        (_validation, _test) = (validation, test);
    }

    /// <summary>The share of a part.</summary>
    public double this[int part] => part switch
    {
        0 => 1 - _validation - _test,
        1 => _validation,
        _ => _test,
    };

    /// <summary>Parts that are to have examples.</summary>
    public int Wanted => 1 + (_validation > 0 ? 1 : 0) + (_test > 0 ? 1 : 0);

    /// <summary>
    /// Examples of each part, by the largest remainder: each part gets the whole part of its share, and what is left goes to the largest remainders. Among
    /// equal ones it goes to the part that has most to catch up, then to the first.
    /// </summary>
    /// <param name="count">Examples to be shared.</param>
    /// <param name="behind">How much each part has to catch up from earlier calls, which goes on; empty for a single call.</param>
    public int[] Counts(int count, Span<double> behind)
    {
        int[] counts = new int[Parts];
        double[] remainders = new double[Parts];
        int left = count;
        for (int part = 0; part < Parts; part++)
        {
            double exact = this[part] * count;
            counts[part] = (int)Math.Floor(exact + Equal);
            remainders[part] = exact - counts[part];
            left -= counts[part];
        }

        for (; left > 0; left--)
        {
            int next = -1;
            for (int part = 0; part < Parts; part++)
            {
                if (this[part] > 0 && (next < 0 || Precedes(part, next, remainders, behind)))
                    next = part;
            }

            counts[next]++;
            remainders[next]--;
        }

        for (int part = 0; part < behind.Length; part++)
            behind[part] += this[part] * count - counts[part];
        return counts;
    }

    /// <summary>The first part that should have examples and has none; −1 if all have theirs.</summary>
    public int Missing(ReadOnlySpan<int> counts)
    {
        for (int part = 0; part < Parts; part++)
        {
            if (this[part] > 0 && counts[part] == 0)
                return part;
        }

        return -1;
    }

    /// <summary>What a part is called.</summary>
    public static string Name(int part) => part switch
    {
        0 => "train",
        1 => "validation",
        _ => "test",
    };

    /// <summary>The shares as messages show them, such as "0.8/0.1/0.1".</summary>
    public override string ToString() => FormattableString.Invariant($"{Math.Round(this[0], 6)}/{_validation}/{_test}");

    private static bool Precedes(int part, int other, double[] remainders, ReadOnlySpan<double> behind)
    {
        double difference = remainders[part] - remainders[other];
        return Math.Abs(difference) > Equal ? difference > 0 : !behind.IsEmpty && behind[part] > behind[other] + Equal;
    }

    private static void Require(double share, string name)
    {
        if (!(share >= 0 && share < 1))
            throw new ArgumentOutOfRangeException(name, share, "A share is at least 0 and below 1.");
    }
}
