using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>The parameters of a kernel, in the order of its phases' arguments.</summary>
internal static class KernelSignature
{
    /// <summary>"ref float inputs, ref float weights, …, int rows".</summary>
    public static string Parameters(Kernel kernel) => string.Join(", ", List(kernel));

    /// <summary>The parameters that a kernel hands to its micro-kernels unchanged: the coefficients of its rules.</summary>
    public static string CoefficientArguments(Kernel kernel) => string.Concat(Coefficients(kernel).Select(item => $", in {item.Name}"));

    /// <summary>Their declarations.</summary>
    public static string CoefficientParameters(Kernel kernel) => string.Concat(Coefficients(kernel).Select(item => $", in {item.Type} {item.Name}"));

    private static IEnumerable<string> List(Kernel kernel)
    {
        IEnumerable<string> references = kernel switch
        {
            ForwardKernel forward => ["inputs", "weights", .. Where(forward.HasBias, "bias"), "outputs", .. Where(forward.Activation is { KeepsInput: true }, "kept")],
            ActivationKernel activation => ["inputs", "outputs", .. Where(activation.Keeps, "kept")],
            InputGradientKernel gradient => ["gradients", "weights", "panel", "results", .. Where(gradient.Activation is not null, "kept")],
            ActivationGradientKernel => ["gradients", "results", "kept"],
            WeightUpdateKernel => ["inputs", "gradients", "weights", "tile"],
            BiasUpdateKernel => ["gradients", "bias"],
            WeightGradientKernel => ["inputs", "gradients", "result", "tile"],
            BiasGradientKernel => ["gradients", "result", "tile"],
            LossKernel loss =>
            [
                "outputs",
                "targets",
                .. Where(loss.Target == TargetKind.Values && loss.Outputs % RowPadding.Lanes != 0, "targetRow"),
                "gradients",
                .. Where(loss.Activation is { KeepsInput: true }, "kept"),
                "losses",
                .. Where(loss.Target == TargetKind.Label, "tile"),
            ],
            _ => throw new InvalidOperationException(kernel.Name),
        };
        foreach (string name in references)
            yield return kernel is LossKernel { Target: TargetKind.Label } && name == "targets" ? "ref int targets" : "ref float " + name;
        if (kernel is LossKernel)
            yield return "float meanWeight";
        foreach (var (type, name) in Coefficients(kernel))
            yield return $"in {type} {name}";
        yield return "int rows";
        if (kernel is WeightUpdateKernel)
        {
            yield return "int first";
            yield return "int end";
        }
    }

    private static IEnumerable<(string Type, string Name)> Coefficients(Kernel kernel)
    {
        if (kernel is LossKernel { Target: TargetKind.Values } loss)
            yield return (loss.Loss.TypeName + ".Coefficients", "loss");
        FusedRule? activation = kernel switch
        {
            ForwardKernel forward => forward.Activation,
            ActivationKernel alone => alone.Activation,
            InputGradientKernel gradient => gradient.Activation,
            ActivationGradientKernel gradient => gradient.Activation,
            LossKernel last => last.Activation,
            _ => null,
        };
        if (activation is not null)
            yield return (activation.TypeName + ".Coefficients", "activation");
        FusedRule? optimizer = kernel switch
        {
            WeightUpdateKernel weight => weight.Optimizer,
            BiasUpdateKernel bias => bias.Optimizer,
            _ => null,
        };
        if (optimizer is not null)
            yield return (optimizer.TypeName + ".Coefficients", "optimizer");
    }

    private static IEnumerable<string> Where(bool condition, string name) => condition ? [name] : [];
}
