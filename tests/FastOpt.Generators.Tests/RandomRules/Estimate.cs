namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>
/// A value in double, and how far the same computation in float may be from it: the bounds of the standard model, |fl(a ∘ b) − a ∘ b| ≤ 2⁻²⁴·|a ∘ b|, carried through every
/// operation. A product and a sum that are contracted to one fused operation round once instead of twice, so the bound holds with and without contraction.
/// </summary>
/// <param name="Value">The value in double.</param>
/// <param name="Error">The bound of the distance.</param>
/// <param name="Slope">A bound of the size of the derivative's terms in x: what its own rounding is relative to.</param>
internal readonly record struct Estimate(double Value, double Error = 0, double Slope = 0)
{
    private const double Unit = 1.0 / (1 << 24);
    private const double Smallest = 1e-44;

    /// <summary>Elementary functions are at most 4 units in the last place off, MathF's and VectorMath's alike.</summary>
    private const double Function = 8 * Unit;

    public static Estimate operator +(Estimate a, Estimate b) => Rounded(a.Value + b.Value, a.Error + b.Error, a.Slope + b.Slope);

    public static Estimate operator -(Estimate a, Estimate b) => Rounded(a.Value - b.Value, a.Error + b.Error, a.Slope + b.Slope);

    public static Estimate operator *(Estimate a, Estimate b) =>
        Rounded(a.Value * b.Value, (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error) + (a.Error * b.Error), (Math.Abs(a.Value) * b.Slope) + (Math.Abs(b.Value) * a.Slope));

    /// <summary>A quotient whose divisor is well away from 0.</summary>
    public static Estimate operator /(Estimate a, Estimate b)
    {
        double value = a.Value / b.Value;
        return Rounded(value, (a.Error + (Math.Abs(value) * b.Error)) / (Math.Abs(b.Value) - b.Error), (a.Slope + (Math.Abs(value) * b.Slope)) / Math.Abs(b.Value));
    }

    public static Estimate operator -(Estimate a) => a with { Value = -a.Value };

    /// <summary>a·b + c, rounded once or twice.</summary>
    public static Estimate MultiplyAdd(Estimate a, Estimate b, Estimate c) => (a * b) + c;

    public static Estimate Abs(Estimate a) => a with { Value = Math.Abs(a.Value) };

    /// <summary>One of the two, by a decision made outside; as far off as either may be.</summary>
    public static Estimate Either(Estimate chosen, Estimate other) => chosen with { Error = Math.Max(chosen.Error, other.Error) };

    /// <summary>A function of which the slope is at most <paramref name="steepest"/> around the argument.</summary>
    public static Estimate Of(Estimate a, double value, double slope, double steepest) =>
        new(value, (steepest * a.Error) + (Function * (Math.Abs(value) + (steepest * a.Error))) + Smallest, Math.Abs(slope) * a.Slope);

    private static Estimate Rounded(double value, double error, double slope) => new(value, error + (Unit * (Math.Abs(value) + error)) + Smallest, slope);
}

/// <summary>One evaluation of a rule: the inputs, the locals, and which way every decision went.</summary>
internal sealed class Evaluation
{
    private const double Largest = 1e6;

    /// <summary>x; where a helper is called, its argument.</summary>
    public required Estimate Input { get; set; }

    public double Y { get; init; }

    /// <summary>The bool argument of a helper.</summary>
    public bool IsFirst { get; set; } = true;

    /// <summary>What a normalization takes behind x.</summary>
    public Estimate[] Operands { get; init; } = [];

    public Estimate[] Locals { get; set; } = new Estimate[16];

    public int Index { get; set; }

    public Estimate Result { get; set; }

    /// <summary>The ways that decisions went; two evaluations with the same one are on the same smooth piece.</summary>
    public long Path { get; private set; }

    /// <summary>Whether a decision was too close to be the same in float, or a value left the range in which the bounds mean something.</summary>
    public bool IsUnsure { get; private set; }

    /// <summary>Takes a decision whose distance from the other way is <paramref name="margin"/>; without an error, float decides the same.</summary>
    public bool Decide(bool outcome, double margin, double error)
    {
        Note(outcome ? 1 : 2);
        IsUnsure |= !(Math.Abs(margin) > error || error == 0);
        return outcome;
    }

    /// <summary>Takes the integer part of a value that is not next to where it changes.</summary>
    public double Round(Estimate a, Func<double, double> round, double offset)
    {
        double distance = Math.Abs(a.Value + offset - Math.Round(a.Value + offset));
        double result = round(a.Value);
        Decide(true, distance, a.Error);
        Note((long)result);
        return result;
    }

    public Estimate Hold(Estimate a)
    {
        IsUnsure |= !(Math.Abs(a.Value) < Largest);
        return a;
    }

    private void Note(long way) => Path = unchecked((Path * 1000003) + way);
}
