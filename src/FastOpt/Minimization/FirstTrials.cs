namespace FastOpt;

/// <summary>The first trial of a line search along the steepest descent.</summary>
internal static class FirstTrials
{
    /// <summary>A step of length 1, or −∇f itself where that is shorter.</summary>
    public static double Short(double gradientLength) => Math.Min(1, 1 / gradientLength);
}
