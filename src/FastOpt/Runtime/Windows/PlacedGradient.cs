namespace FastOpt.Runtime;

/// <summary>A gradient that is not zero, and the filter that it belongs to.</summary>
internal readonly record struct PlacedGradient(float Value, int Filter);
