using System.Globalization;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>What values a parameter has.</summary>
public enum ParameterKind
{
    /// <summary>Numbers from a lowest to a highest one.</summary>
    Number,

    /// <summary>Whole numbers from a lowest to a highest one.</summary>
    Integer,

    /// <summary>One of a list.</summary>
    Choice,
}

/// <summary>Where a parameter's values are taken from.</summary>
public sealed class ParameterRange : IEquatable<ParameterRange>
{
    private ParameterRange(ParameterKind kind, double low, double high, bool isLog, double step, IReadOnlyList<string> choices) =>
        (Kind, Low, High, IsLog, Step, Choices) = (kind, low, high, isLog, step, choices);

    /// <summary>What values it has.</summary>
    public ParameterKind Kind { get; }

    /// <summary>The lowest value; 0 of a choice.</summary>
    public double Low { get; }

    /// <summary>The highest value, which is taken, too; of a choice, the last place.</summary>
    public double High { get; }

    /// <summary>Whether equal factors are equally likely.</summary>
    public bool IsLog { get; }

    /// <summary>The distance of neighbouring values; 0 where there is none.</summary>
    public double Step { get; }

    /// <summary>The texts of the choices; empty of numbers.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Numbers.</summary>
    internal static ParameterRange Numbers(string name, double low, double high, bool isLog, double step = 0)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
            throw new ArgumentException(Invariant($"Parameter '{name}': {low} to {high} is no range of finite numbers upwards."));
        if (isLog && low <= 0)
            throw new ArgumentException(Invariant($"Parameter '{name}': a logarithmic range begins above 0, not at {low}."));
        if (!(step >= 0) || double.IsInfinity(step) || !double.IsFinite(high - low))
            throw new ArgumentException(Invariant($"Parameter '{name}': steps of {step} from {low} to {high} are none."));
        if (isLog && step > 0)
            throw new ArgumentException($"Parameter '{name}': a logarithmic range has no steps.");
        return new ParameterRange(ParameterKind.Number, low, step > 0 ? low + (Math.Floor(((high - low) / step) + 1e-9) * step) : high, isLog, step, []);
    }

    /// <summary>Whole numbers.</summary>
    internal static ParameterRange Integers(string name, int low, int high, bool isLog, int step = 1)
    {
        if (low > high)
            throw new ArgumentException(Invariant($"Parameter '{name}': {low} to {high} is no range upwards."));
        if (isLog && low < 1)
            throw new ArgumentException(Invariant($"Parameter '{name}': a logarithmic range of whole numbers begins at 1 or above, not at {low}."));
        if (step < 1)
            throw new ArgumentException(Invariant($"Parameter '{name}': a step is 1 or more, not {step}."));
        return new ParameterRange(ParameterKind.Integer, low, low + ((((long)high - low) / step) * step), isLog, step, []);
    }

    /// <summary>One of a list.</summary>
    internal static ParameterRange OneOf(string name, IReadOnlyList<string> choices)
    {
        if (choices.Count == 0)
            throw new ArgumentException($"Parameter '{name}' has nothing to choose from.");
        if (choices.Distinct(StringComparer.Ordinal).Count() != choices.Count)
            throw new ArgumentException($"Parameter '{name}' has a choice twice: {string.Join(", ", choices)}.");
        return new ParameterRange(ParameterKind.Choice, 0, choices.Count - 1, false, 1, [.. choices]);
    }

    /// <summary>A value as text, in invariant notation.</summary>
    public string Text(double value) => Kind == ParameterKind.Choice ? Choices[(int)value] : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The value of the range that is nearest to a number: inside, and on a step.</summary>
    internal double Nearest(double value)
    {
        double inside = Math.Clamp(value, Low, High);
        return Step > 0 ? Math.Clamp(Low + (Math.Round((inside - Low) / Step) * Step), Low, High) : inside;
    }

    /// <summary>Whether a value of another range of the same parameter says something about this one.</summary>
    internal bool Takes(TrialParameter parameter) => parameter.Range.Kind == Kind && parameter.Range.IsLog == IsLog
        && (Kind == ParameterKind.Choice ? parameter.Range.Equals(this) : parameter.Value >= Low && parameter.Value <= High);

    /// <inheritdoc/>
    public bool Equals(ParameterRange? other) => other is not null && Kind == other.Kind && Low.Equals(other.Low) && High.Equals(other.High)
        && IsLog == other.IsLog && Step.Equals(other.Step) && Choices.SequenceEqual(other.Choices, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterRange);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Low, High, IsLog, Step, Choices.Count);

    /// <summary>The range in words: "1E-05 to 0.1, logarithmic".</summary>
    public override string ToString() => Kind == ParameterKind.Choice
        ? string.Join(", ", Choices)
        : Invariant($"{Low} to {High}") + (IsLog ? ", logarithmic" : "")
            + (Step > (Kind == ParameterKind.Integer ? 1 : 0) ? Invariant($", steps of {Step}") : "");
}
