namespace FastOpt;

/// <summary>
/// Marks a <c>readonly partial record struct</c> as an optimizer. Its rule is one scalar method,
/// <c>void Update(ref float weight, float gradient, ref float state…)</c>: <c>ref float</c> parameters after the gradient are state kept per
/// parameter (zero at first), a <c>long</c> parameter is the number of the step, counted from 1, and the constructor's parameters are hyperparameters.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class OptimizerAttribute : Attribute;

/// <summary>
/// Marks a <c>readonly partial record struct</c> as an activation. Its rule is one scalar method, <c>float Apply(float x)</c>, static or not;
/// its derivative is derived at compile time, and the constructor's parameters are hyperparameters.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class ActivationAttribute : Attribute
{
    /// <summary>
    /// From what the weights of a dense layer in front of the activation are drawn where the layer does not say it itself: a type that implements <see cref="IInitializer"/> and needs no
    /// arguments. <c>typeof(HeNormal)</c> suits activations that halve the variance of what passes through them, as <see cref="Relu"/> does. Default: <see cref="GlorotUniform"/>.
    /// </summary>
    public Type? Init { get; set; }
}

/// <summary>
/// Marks a <c>readonly partial record struct</c> as a loss. Its rule is one scalar method, <c>float Apply(float prediction, float target)</c>, static
/// or not, whose mean over all elements of a batch is the loss; its derivative in the prediction is derived at compile time.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class LossAttribute : Attribute;

/// <summary>
/// Marks a <c>readonly partial record struct</c> as a schedule of the learning rate. Its rule is one method, <c>double At(double learningRate, long time)</c>, of any C#; the
/// struct then implements <see cref="ISchedule"/>, and the constructor's parameters are hyperparameters. A list is a <see cref="ValueList{T}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class ScheduleAttribute : Attribute;

/// <summary>
/// Marks a <c>readonly partial record struct</c> as a gradient rule: what a network applies to its gradient before the optimizer. Its rule is one scalar method,
/// <c>float Apply(float gradient)</c> or <c>float Apply(float gradient, float weight)</c>, static or not, which returns the gradient's new value, or
/// <c>void Apply(ref float weight, float gradient)</c>, which changes the weight, or <c>void Apply(ref float weight, ref float gradient)</c>, which may change both. Behind these the method may ask for values that are the same for all weights:
/// <c>double learningRate</c>, the one in force for the weight; <c>double norm</c>, the L2 norm of the gradient over all trainable parameters as it is when the
/// rule's turn comes, for which a network stores its gradients; and a <c>long</c>, the number of the step, counted from 1. The constructor's parameters are
/// hyperparameters; one named <c>WeightDecay</c> is what <see cref="DenseAttribute.WeightDecayScale"/> and <see cref="NetworkAttribute.DecayBiases"/> act on.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class GradientRuleAttribute : Attribute;

/// <summary>
/// Marks a static scalar method F of a partial class: the compiler adds overloads over vectors and spans, and the derivatives <c>FDerivative</c> (in the first parameter) and
/// <c>FDerivativeInWidth</c> (in a parameter <c>width</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class VectorizedAttribute : Attribute
{
    /// <summary>Whether <c>FSecondDerivative</c>, <c>d²F/dx²</c> in the first parameter x, is added in the same forms. Default: false.</summary>
    public bool SecondDerivative { get; set; }
}

/// <summary>Selects the optimizer of a network by its rule; the base of the attributes that are generated from rules, such as <c>[Adam]</c>.</summary>
/// <typeparam name="TRule">A struct marked <see cref="OptimizerAttribute"/>.</typeparam>
/// <param name="hyperparameters">Leading hyperparameters in the order of the rule's constructor; the others keep their defaults.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class OptimizerAttribute<TRule>(params object[] hyperparameters) : Attribute
    where TRule : struct
{
    /// <summary>Leading hyperparameters in the order of the rule's constructor.</summary>
    public IReadOnlyList<object> Hyperparameters { get; } = hyperparameters;
}

/// <summary>
/// Takes a network's gradient through a rule before the optimizer; several apply in source order. The base of the attributes that are generated from rules, such as
/// <c>[ClipNorm]</c>.
/// </summary>
/// <typeparam name="TRule">A struct marked <see cref="GradientRuleAttribute"/>.</typeparam>
/// <param name="hyperparameters">Leading hyperparameters in the order of the rule's constructor; the others keep their defaults.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public class GradientRuleAttribute<TRule>(params object[] hyperparameters) : Attribute
    where TRule : struct
{
    /// <summary>Leading hyperparameters in the order of the rule's constructor.</summary>
    public IReadOnlyList<object> Hyperparameters { get; } = hyperparameters;
}

/// <summary>Applies an activation to the layer before it; the base of the attributes that are generated from rules, such as <c>[Relu]</c>.</summary>
/// <typeparam name="TRule">A struct marked <see cref="ActivationAttribute"/>.</typeparam>
/// <param name="hyperparameters">Leading hyperparameters in the order of the rule's constructor; the others keep their defaults.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public class ActivationAttribute<TRule>(params object[] hyperparameters) : Attribute
    where TRule : struct
{
    /// <summary>Leading hyperparameters in the order of the rule's constructor.</summary>
    public IReadOnlyList<object> Hyperparameters { get; } = hyperparameters;
}

/// <summary>Selects the loss of a network by its rule; the base of the attributes that are generated from rules, such as <c>[Huber]</c>.</summary>
/// <typeparam name="TRule">A struct marked <see cref="LossAttribute"/>.</typeparam>
/// <param name="hyperparameters">Leading hyperparameters in the order of the rule's constructor; the others keep their defaults.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class LossAttribute<TRule>(params object[] hyperparameters) : Attribute
    where TRule : struct
{
    /// <summary>Leading hyperparameters in the order of the rule's constructor.</summary>
    public IReadOnlyList<object> Hyperparameters { get; } = hyperparameters;
}

/// <summary>
/// Schedules the optimizer's learning rate; the base of the attributes that are generated from rules, such as <c>[CosineAnnealing]</c>. Several in a row are a sequence, in
/// which every one but the last says with <see cref="Until"/> where the next one takes over.
/// </summary>
/// <typeparam name="TRule">A struct marked <see cref="ScheduleAttribute"/>.</typeparam>
/// <param name="hyperparameters">Leading hyperparameters in the order of the rule's constructor; the others keep their defaults.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public class ScheduleAttribute<TRule>(params object[] hyperparameters) : Attribute
    where TRule : struct
{
    /// <summary>Leading hyperparameters in the order of the rule's constructor.</summary>
    public IReadOnlyList<object> Hyperparameters { get; } = hyperparameters;

    /// <summary>What the schedule counts. Default: steps.</summary>
    public ScheduleUnit Unit { get; set; } = ScheduleUnit.Step;

    /// <summary>The first step or epoch of training that belongs to the next schedule. Default: 0, this one never ends.</summary>
    public long Until { get; set; }
}
