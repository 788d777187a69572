namespace FastOpt.Training;

/// <summary>How inputs are made uncorrelated, each of variance 1. C is the training examples' covariance (over n − 1), C = U·diag(λ)·Uᵀ, λ falling.</summary>
public enum Whitening
{
    /// <summary>
    /// y = diag(1 / √(λ + ε))·Uᵀ·(x − mean): the principal components, the largest first. The sign of each is such that the largest weight in it is positive.
    /// scikit-learn's PCA(whiten=True), which has ε = 0.
    /// </summary>
    Pca,

    /// <summary>
    /// y = U·diag(1 / √(λ + ε))·Uᵀ·(x − mean): the whitened inputs that are nearest to the inputs themselves, so that an image still looks like one (Bell and
    /// Sejnowski 1997).
    /// </summary>
    Zca,
}
