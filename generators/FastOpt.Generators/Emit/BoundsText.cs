using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit;

/// <summary>Prints that a hyperparameter is in its range.</summary>
internal static class BoundsText
{
    /// <summary>A condition that holds for what is in range; NaN is in none.</summary>
    /// <param name="bounds">The range.</param>
    /// <param name="value">An expression.</param>
    public static string Contains(HyperparameterBounds bounds, string value)
    {
        var conditions = new List<string>();
        if (!bounds.IsWhole || bounds.Minimum > long.MinValue)
            conditions.Add($"{value} {(bounds.MinimumIsExclusive ? ">" : ">=")} {Number(bounds.Minimum)}");
        if (!bounds.IsWhole || bounds.Maximum < long.MaxValue)
            conditions.Add($"{value} {(bounds.MaximumIsExclusive ? "<" : "<=")} {Number(bounds.Maximum)}");
        return conditions.Count == 0 ? "true" : string.Join(" && ", conditions);
    }

    private static string Number(double bound) => bound switch
    {
        double.MaxValue => "double.MaxValue",
        double.MinValue => "double.MinValue",
        _ => Literals.Double(bound),
    };
}
