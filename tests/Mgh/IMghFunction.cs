namespace FastOpt.Mgh;

/// <summary>One of the problems, f(x) = Σ rᵢ(x)², as an objective.</summary>
internal interface IMghFunction : IObjective
{
    /// <summary>The standard start, whose length is the dimension n.</summary>
    static abstract double[] Start { get; }
}
