namespace FastOpt.Reference.Graphs;

/// <summary>The library's normalizations, noises and trained activations in double precision.</summary>
public static class ReferenceMaps
{
    /// <summary>An activation as a map.</summary>
    public static ReferenceMap Activation(ReferenceActivation activation) => new(activation.Name, a => activation.Value(a.X))
    {
        Partials = (a, partials) => partials[0] = activation.Derivative(a.X),
        Kinks = activation.Kinks,
    };

    /// <summary>x where x > 0, else slope·x, one slope for each channel; the slope holds at 0.</summary>
    public static ReferenceMap PRelu(double initial = 0.25) => new("prelu", a => a.X > 0 ? a.X : a.Trained[0] * a.X)
    {
        Partials = (a, partials) => (partials[0], partials[1]) = a.X > 0 ? (1, 0) : (a.Trained[0], a.X),
        Trained = [new("slope", initial)],
        Kinks = [0],
    };

    /// <summary>(x − mean) / √(variance + ε)·scale + shift for each channel; the unbiased variance runs.</summary>
    public static ReferenceMap BatchNorm(double epsilon = 1e-5, double momentum = 0.1) =>
        Standardized("batchnorm", ReferenceAxis.Batch, epsilon) with { Momentum = momentum };

    /// <summary>The same over one example.</summary>
    public static ReferenceMap LayerNorm(double epsilon = 1e-5) => Standardized("layernorm", ReferenceAxis.Features, epsilon);

    /// <summary>The same over each of equal groups of one example's channels.</summary>
    public static ReferenceMap GroupNorm(int groups, double epsilon = 1e-5) => Standardized("groupnorm", ReferenceAxis.Features, epsilon) with { Groups = groups };

    /// <summary>The same over the positions of each channel of one example.</summary>
    public static ReferenceMap InstanceNorm(double epsilon = 1e-5) => Standardized("instancenorm", ReferenceAxis.Positions, epsilon);

    /// <summary>x / √(meanSquare + ε)·scale over one example.</summary>
    public static ReferenceMap RmsNorm(double epsilon = 1e-5) => new("rmsnorm", a => a.X / Math.Sqrt(a.MeanSquare + epsilon) * a.Trained[0])
    {
        Partials = (a, partials) =>
        {
            double root = Math.Sqrt(a.MeanSquare + epsilon);
            partials[0] = a.Trained[0] / root;
            partials[1] = -0.5 * a.X * a.Trained[0] / (root * root * root);
            partials[2] = a.X / root;
        },
        Statistics = [ReferenceStatistic.MeanSquare],
        Over = ReferenceAxis.Features,
        Trained = [new("scale", 1)],
    };

    /// <summary>0 where the uniform draw is below the rate, else x / (1 − rate); x while predicting.</summary>
    public static ReferenceMap Dropout(double rate = 0.5) => new("dropout", a => a.Uniform < rate ? 0 : a.X / (1 - rate))
    {
        Partials = (a, partials) => partials[0] = a.Uniform < rate ? 0 : 1 / (1 - rate),
        Predicted = a => a.X,
        Draws = [ReferenceDraw.Uniform],
    };

    /// <summary>x + deviation·normal; x while predicting.</summary>
    public static ReferenceMap GaussianNoise(double deviation = 1) => new("gaussiannoise", a => a.X + (deviation * a.Normal))
    {
        Partials = (a, partials) => partials[0] = 1,
        Predicted = a => a.X,
        Draws = [ReferenceDraw.Normal],
    };

    /// <summary>x·(1 + deviation·normal); x while predicting.</summary>
    public static ReferenceMap MultiplicativeNoise(double deviation = 1) => new("multiplicativenoise", a => a.X * (1 + (deviation * a.Normal)))
    {
        Partials = (a, partials) => partials[0] = 1 + (deviation * a.Normal),
        Predicted = a => a.X,
        Draws = [ReferenceDraw.Normal],
    };

    private static ReferenceMap Standardized(string name, ReferenceAxis over, double epsilon) => new(
        name,
        a => ((a.X - a.Mean) / Math.Sqrt(a.Variance + epsilon) * a.Trained[0]) + a.Trained[1])
    {
        Partials = (a, partials) =>
        {
            double root = Math.Sqrt(a.Variance + epsilon);
            partials[0] = a.Trained[0] / root;
            partials[1] = -a.Trained[0] / root;
            partials[2] = -0.5 * (a.X - a.Mean) * a.Trained[0] / (root * root * root);
            partials[3] = (a.X - a.Mean) / root;
            partials[4] = 1;
        },
        Statistics = [ReferenceStatistic.Mean, ReferenceStatistic.Variance],
        Over = over,
        Trained = [new("scale", 1), new("shift", 0)],
    };
}
