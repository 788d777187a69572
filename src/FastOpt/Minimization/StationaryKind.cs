namespace FastOpt;

/// <summary>What the Hessian says about a point where the gradient is zero.</summary>
public enum StationaryKind
{
    /// <summary>Not examined, or the Hessian is not finite.</summary>
    Unknown,

    /// <summary>All eigenvalues are positive.</summary>
    Minimum,

    /// <summary>All eigenvalues are negative.</summary>
    Maximum,

    /// <summary>There are positive and negative eigenvalues.</summary>
    Saddle,

    /// <summary>Eigenvalues are zero, and the others have one sign: second derivatives alone do not tell.</summary>
    Degenerate,
}
