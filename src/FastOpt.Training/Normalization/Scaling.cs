namespace FastOpt.Training;

/// <summary>How a column's values are brought to a common size. All figures are those of the training examples; missing values (NaN) do not count.</summary>
public enum Scaling
{
    /// <summary>y = x.</summary>
    None,

    /// <summary>y = (x − min) / (max − min): 0 to 1. scikit-learn's MinMaxScaler.</summary>
    MinMax,

    /// <summary>y = 2·(x − min) / (max − min) − 1: −1 to 1. scikit-learn's MinMaxScaler with feature_range (−1, 1).</summary>
    MinMaxSigned,

    /// <summary>y = (x − mean) / (max − min): mean normalization.</summary>
    Mean,

    /// <summary>y = (x − mean) / σ, with the population's σ = √(Σ(x − mean)² / n): mean 0, variance 1. scikit-learn's StandardScaler.</summary>
    Standard,

    /// <summary>y = (t − mean(t)) / σ(t) with t = ln(1 + x): for amounts and counts, whose large values are far apart. x must be above −1.</summary>
    Log1p,
}
