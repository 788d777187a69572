using System.Globalization;

namespace FastOpt.Generators.Model;

/// <summary>Over what the statistics of a normalization are taken; the library's <c>Axis</c>, whose values have the same names and order.</summary>
internal enum Axis
{
    /// <summary>Over the batch and all positions, for each feature or channel.</summary>
    Batch,

    /// <summary>Over all features of one example, or each group of its channels.</summary>
    Features,

    /// <summary>Over the positions of one example, for each channel.</summary>
    Positions,
}

/// <summary>What a rule asks for behind x.</summary>
internal enum OperandKind
{
    /// <summary>A statistic of what the normalization is taken over.</summary>
    Statistic,

    /// <summary>A random number in [0, 1).</summary>
    Uniform,

    /// <summary>A random number of the standard normal distribution.</summary>
    Normal,

    /// <summary>A parameter of the network: one value for each feature or channel.</summary>
    Trained,
}

/// <summary>The statistics that a normalization may ask for, by these names in lower camel case.</summary>
internal enum Statistic
{
    /// <summary>Σx / n.</summary>
    Mean,

    /// <summary>Σ(x − mean)² / n.</summary>
    Variance,

    /// <summary>Σx² / n.</summary>
    MeanSquare,

    /// <summary>The largest x.</summary>
    Maximum,

    /// <summary>The smallest x.</summary>
    Minimum,

    /// <summary>√Σx².</summary>
    Norm,
}

/// <summary>What a rule's scalar method takes behind x. Immutable and structurally equal.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Statistic">Which statistic; null for other kinds.</param>
/// <param name="Initial">What a trained parameter is before training; 0 for other kinds.</param>
/// <param name="TensorName">The last part of the name of a trained parameter's tensor; empty for other kinds.</param>
internal sealed record RuleOperand(string Name, OperandKind Kind, Statistic? Statistic = null, double Initial = 0, string TensorName = "")
{
    /// <summary>Whether it is a random number, which has no derivative.</summary>
    public bool IsRandom => Kind is OperandKind.Uniform or OperandKind.Normal;

    /// <summary>The text of it in <c>[CompiledRule]</c>: "statistic mean", "uniform", "normal", "trained scale 1 weight".</summary>
    public string Write() => Kind switch
    {
        OperandKind.Trained => $"trained {Name} {Initial.ToString("R", CultureInfo.InvariantCulture)} {TensorName}",
        OperandKind.Statistic => $"statistic {Name}",
        _ => Name,
    };

    /// <summary>Undoes <see cref="Write"/>; null for what it does not write.</summary>
    public static RuleOperand? Read(string? text)
    {
        string[] parts = text?.Split(' ') ?? [];
        switch (parts.Length)
        {
            case 1:
                return OperandNames.Random(parts[0]) is { } kind ? new RuleOperand(parts[0], kind) : null;
            case 2 when parts[0] == "statistic":
                return OperandNames.Statistic(parts[1]) is { } statistic ? new RuleOperand(parts[1], OperandKind.Statistic, statistic) : null;
            case 4 when parts[0] == "trained" && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double initial):
                return new RuleOperand(parts[1], OperandKind.Trained, null, initial, parts[3]);
            default:
                return null;
        }
    }
}

/// <summary>The names by which a scalar method asks for what is no parameter of the network.</summary>
internal static class OperandNames
{
    /// <summary>A random number in [0, 1).</summary>
    public const string Uniform = "uniform";

    /// <summary>A random number of the standard normal distribution.</summary>
    public const string Normal = "normal";

    /// <summary>The names of the statistics, in order.</summary>
    public static IReadOnlyList<string> Statistics { get; } =
        [.. Enum.GetNames(typeof(Statistic)).Select(static n => char.ToLowerInvariant(n[0]) + n.Substring(1))];

    /// <summary>The statistic of a name, or null.</summary>
    public static Statistic? Statistic(string name)
    {
        for (int i = 0; i < Statistics.Count; i++)
        {
            if (Statistics[i] == name)
                return (Statistic)i;
        }

        return null;
    }

    /// <summary>The kind of random number of a name, or null.</summary>
    public static OperandKind? Random(string name) => name switch
    {
        Uniform => OperandKind.Uniform,
        Normal => OperandKind.Normal,
        _ => null,
    };
}
