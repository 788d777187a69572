namespace FastOpt;

/// <summary>Where a line search ended.</summary>
/// <param name="Status">Why it ended.</param>
/// <param name="Step">α: the step that fulfils both conditions, or else the one with the least value that was seen.</param>
/// <param name="Value">φ(α).</param>
/// <param name="Slope">φ'(α).</param>
/// <param name="Evaluations">How often φ was evaluated; φ(0) is given, and not counted.</param>
public readonly record struct LineSearchResult(LineSearchStatus Status, double Step, double Value, double Slope, int Evaluations);
