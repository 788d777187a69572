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
/// or not, whose mean over all elements of a batch is the loss; its derivative in the prediction is derived at compile time. The constructor's parameters are
/// hyperparameters.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class LossAttribute : Attribute
{
    /// <summary>What the rule is a loss of: single outputs, or rows of logits. Default: <see cref="LossForm.Elements"/>.</summary>
    public LossForm Form { get; set; }

    /// <summary>How the losses of a batch become one number. Default: <see cref="LossReduction.Mean"/>.</summary>
    public LossReduction Reduction { get; set; }
}

/// <summary>What a rule marked <see cref="LossAttribute"/> is a loss of.</summary>
public enum LossForm
{
    /// <summary>Of each output: <c>float Apply(float prediction, float target)</c>.</summary>
    Elements,

    /// <summary>
    /// Of a row of outputs, the logits z of as many classes: <c>float Apply(ReadOnlySpan&lt;float&gt; logits, int label)</c>, the cross-entropy of softmax,
    /// <c>Σⱼ qⱼ·(log Σ e^z − zⱼ)</c> with <c>qⱼ = wⱼ·((1 − s)·tⱼ + s/C)</c>, where t is 1 for the label and 0 for the other C − 1 classes. The network computes
    /// it and its derivative
    /// <c>softmax(z)ⱼ·Σq − qⱼ</c> itself. The rule may have these hyperparameters, each with a default of its own: <c>ValueList&lt;double&gt; ClassWeights</c>,
    /// w, of which an empty list is 1 for every
    /// class; <c>double LabelSmoothing</c>, s; <c>bool SoftTargets</c>, with which a target is the row t itself, [batch × outputs] floats.
    /// </summary>
    SoftmaxRows,
}

/// <summary>How the losses of a batch become one number.</summary>
public enum LossReduction
{
    /// <summary>
    /// The mean over the examples, each of which is the mean over its outputs, or their sum where <see cref="LossAttribute{TRule}.Sum"/> says so. Where labels
    /// have class weights, it is divided by the sum
    /// of the weights of the batch's labels; where examples have weights, by the sum of these.
    /// </summary>
    Mean,

    /// <summary>The sum over all outputs of all examples, divided by nothing.</summary>
    Sum,
}

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

    /// <summary>
    /// Whether an example's loss is the sum over its outputs instead of their mean: <c>‖y − ŷ‖²</c> for <c>[MeanSquaredError(Sum = true)]</c>. The loss is then
    /// the mean of that over the examples,
    /// which is OutputSize times what it is otherwise. Default: false.
    /// </summary>
    public bool Sum { get; set; }
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
