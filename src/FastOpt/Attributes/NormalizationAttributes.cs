namespace FastOpt;

/// <summary>Over what the statistics of a normalization are taken.</summary>
public enum Axis
{
    /// <summary>
    /// Over the batch and all positions: one value for each feature or channel. The network keeps running statistics, which Predict and Evaluate use.
    /// </summary>
    Batch,

    /// <summary>
    /// Over all features of one example, channels and positions alike: one value for each example, or for each group of its channels
    /// (<see cref="GroupsAttribute"/>).
    /// </summary>
    Features,

    /// <summary>Over the positions of one example: one value for each of its channels.</summary>
    Positions,
}

/// <summary>
/// Marks a <c>readonly partial record struct</c> as a normalization. Its rule is one scalar method, <c>float Apply(float x, …)</c>, static or not, which asks
/// for statistics by name:
/// <c>float mean</c>, <c>float variance</c> (biased: over n), <c>float meanSquare</c>, <c>float maximum</c>, <c>float minimum</c>, <c>float norm</c> (L2), in
/// any order behind x, at least one of them. It may ask for <see cref="TrainedAttribute">[Trained]</see> parameters too, and for random numbers (<c>float
/// uniform</c>, <c>float normal</c>). Its derivatives are derived at compile time, and those of the statistics in what they are taken over; the constructor's
/// parameters are hyperparameters. Over <see cref="Axis.Batch"/> one named <c>Momentum</c> (a double; 0.1 without it) is the weight of a batch in the running
/// statistics.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class NormalizationAttribute : Attribute
{
    /// <summary>Over what the statistics are taken. Required.</summary>
    public Axis Over { get; set; }
}

/// <summary>Normalizes what the layer before it gives; the base of the attributes that are generated from rules, such as <c>[LayerNorm]</c>.</summary>
/// <typeparam name="TRule">A struct marked <see cref="NormalizationAttribute"/>.</typeparam>
/// <param name="hyperparameters">Leading hyperparameters in the order of the rule's constructor; the others keep their defaults.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public class NormalizationAttribute<TRule>(params object[] hyperparameters) : Attribute
    where TRule : struct
{
    /// <summary>Leading hyperparameters in the order of the rule's constructor.</summary>
    public IReadOnlyList<object> Hyperparameters { get; } = hyperparameters;
}

/// <summary>
/// Marks a <c>float</c> parameter of the scalar method of an activation or a normalization as trained: one value for each feature, or for each channel of an
/// image, with a gradient and an optimizer's state of its own.
/// </summary>
/// <param name="initial">The value before training, finite.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TrainedAttribute(double initial) : Attribute
{
    /// <summary>The value before training.</summary>
    public double Initial { get; } = initial;

    /// <summary>
    /// The last part of the tensor's name, such as <c>weight</c> for "batchnorm1.weight": letters, digits and underscores. Default: the parameter's name.
    /// </summary>
    public string? Name { get; set; }
}

/// <summary>
/// Marks an <c>int</c> hyperparameter of a normalization over <see cref="Axis.Features"/>: the channels of an example are divided into so many groups of
/// neighbors, and statistics are taken over each of them.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class GroupsAttribute : Attribute;
