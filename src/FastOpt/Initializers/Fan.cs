namespace FastOpt;

/// <summary>Which of a layer's extents the variance of its initial weights is divided by; PyTorch's <c>mode</c>.</summary>
public enum Fan
{
    /// <summary>The inputs that each output sums over: keeps the variance of values on the way forward.</summary>
    In,

    /// <summary>The outputs that each input reaches: keeps the variance of gradients on the way back.</summary>
    Out,
}
