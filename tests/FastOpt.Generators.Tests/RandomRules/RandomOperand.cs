namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>What a random normalization takes behind x.</summary>
/// <param name="Declaration">C#, such as "[Trained(1)] float gain".</param>
/// <param name="Name">The parameter's name.</param>
/// <param name="From">The smallest value of the test.</param>
/// <param name="To">The largest value of the test.</param>
/// <param name="IsRandom">Whether it is a random number, which has no gradient.</param>
internal sealed record RandomOperand(string Declaration, string Name, float From, float To, bool IsRandom = false)
{
    private static readonly RandomOperand[] Statistics =
    [
        Of("mean", -1, 1), Of("variance", 0.2f, 2), Of("meanSquare", 0.3f, 3), Of("maximum", 1, 3), Of("minimum", -3, -1), Of("norm", 1, 4),
    ];

    private static readonly RandomOperand[] Others =
    [
        new("[Trained(1)] float gain", "gain", 0.5f, 1.5f), new("[Trained(0, Name = \"bias\")] float offset", "offset", -0.6f, 0.7f),
        new("float uniform", "uniform", 0, 0.99f, IsRandom: true), new("float normal", "normal", -2, 2, IsRandom: true),
    ];

    /// <summary>One or several statistics, and some of what any rule may take, in any order.</summary>
    public static RandomOperand[] Draw(Random random)
    {
        RandomOperand first = Statistics[random.Next(Statistics.Length)];
        RandomOperand[] operands = [first, .. Statistics.Where(_ => random.Next(4) == 0), .. Others.Where(_ => random.Next(2) == 0)];
        operands = [.. operands.Distinct()];
        random.Shuffle(operands);
        return operands;
    }

    /// <summary>A value for each point.</summary>
    public float[] Values(int points) => [.. Enumerable.Range(0, points).Select(i => From + ((To - From) * ((i * 7919 % 97) + 0.31f) / 97))];

    private static RandomOperand Of(string name, float from, float to) => new("float " + name, name, from, to);
}
