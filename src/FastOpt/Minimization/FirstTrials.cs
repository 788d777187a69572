namespace FastOpt;

/// <summary>The first trial of a line search along the steepest descent.</summary>
internal static class FirstTrials
{
    /// <summary>A step of the length, or −∇f itself where that is shorter.</summary>
    public static double OfLength(double length, double gradientLength) => Math.Min(1, length / gradientLength);
}
