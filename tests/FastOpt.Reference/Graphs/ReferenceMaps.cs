namespace FastOpt.Reference.Graphs;

/// <summary>The library's normalizations, noises and trained activations in double precision.</summary>
public static class ReferenceMaps
{
    /// <summary>2⁻²³, the machine epsilon of a float: what PyTorch's RMSNorm takes where none is given.</summary>
    public const double SingleEpsilon = 1.1920928955078125e-7;

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
        Trained = [new("weight", initial)],
        Kinks = [0],
    };

    /// <summary>(x − mean) / √(variance + ε)·weight + bias for each channel; the unbiased variance runs.</summary>
    public static ReferenceMap BatchNorm(double epsilon = 1e-5, double momentum = 0.1) =>
        Standardized("batchnorm", ReferenceAxis.Batch, epsilon) with { Momentum = momentum };

    /// <summary>The same over one example.</summary>
    public static ReferenceMap LayerNorm(double epsilon = 1e-5) => Standardized("layernorm", ReferenceAxis.Features, epsilon);

    /// <summary>The same over each of equal groups of one example's channels.</summary>
    public static ReferenceMap GroupNorm(int groups, double epsilon = 1e-5) =>
        Standardized("groupnorm", ReferenceAxis.Features, epsilon) with { Groups = groups };

    /// <summary>(x − mean) / √(variance + ε) over the positions of each channel of one example; nothing is trained.</summary>
    public static ReferenceMap InstanceNorm(double epsilon = 1e-5) => new("instancenorm", a => (a.X - a.Mean) / Math.Sqrt(a.Variance + epsilon))
    {
        Partials = (a, partials) =>
        {
            double root = Math.Sqrt(a.Variance + epsilon);
            (partials[0], partials[1], partials[2]) = (1 / root, -1 / root, -0.5 * (a.X - a.Mean) / (root * root * root));
        },
        Statistics = [ReferenceStatistic.Mean, ReferenceStatistic.Variance],
        Over = ReferenceAxis.Positions,
    };

    /// <summary>x / √(meanSquare + ε)·weight over one example.</summary>
    public static ReferenceMap RmsNorm(double epsilon = SingleEpsilon) => new("rmsnorm", a => a.X / Math.Sqrt(a.MeanSquare + epsilon) * a.Trained[0])
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
        Trained = [new("weight", 1)],
    };

    /// <summary>
    /// 0 where the uniform draw is below the rate, else x / (1 − rate), with the rate rounded to a multiple of 2⁻¹⁶; x while predicting.
    /// </summary>
    public static ReferenceMap Dropout(double rate = 0.5)
    {
        double dropped = Math.Round(rate * 65536) / 65536, scale = dropped < 1 ? 1 / (1 - dropped) : 0;
        return new ReferenceMap("dropout", a => a.Uniform < dropped ? 0 : a.X * scale)
        {
            Partials = (a, partials) => partials[0] = a.Uniform < dropped ? 0 : scale,
            Predicted = a => a.X,
            Draws = [ReferenceDraw.Uniform],
        };
    }

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
        Trained = [new("weight", 1), new("bias", 0)],
    };
}
