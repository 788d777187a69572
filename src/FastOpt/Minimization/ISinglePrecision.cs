namespace FastOpt;

/// <summary>
/// An objective whose values and derivatives are computed in float, such as <see cref="NetworkObjective{TNetwork, TTarget}"/>: minimizers and spectra then
/// reckon with rounding errors of 2⁻²³ and not of 2⁻⁵².
/// </summary>
public interface ISinglePrecision : IObjective;
