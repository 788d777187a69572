using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>The parameters of a kernel, in the order of its phases' arguments.</summary>
internal static class KernelSignature
{
    /// <summary>"ref float inputs, ref float weights, …, int rows".</summary>
    public static string Parameters(Kernel kernel) => string.Join(", ", List(kernel));

    /// <summary>The parameters that a kernel hands to its micro-kernels unchanged: the coefficients of its rules, and the extents that are no constants.</summary>
    public static string PassedArguments(Kernel kernel) => Arguments(Coefficients(kernel)) + string.Concat(kernel.ExtentParameters().Select(static name => $", {name}"));

    /// <summary>Their declarations.</summary>
    public static string PassedParameters(Kernel kernel) => CoefficientParameters(kernel) + string.Concat(kernel.ExtentParameters().Select(static name => $", int {name}"));

    /// <summary>The declarations of the coefficients of a kernel's rules.</summary>
    public static string CoefficientParameters(Kernel kernel) => Declarations(Coefficients(kernel));

    /// <summary>The coefficients that a chain of rules takes.</summary>
    public static string CoefficientArguments(UpdateChain chain) => Arguments(Coefficients(chain));

    /// <summary>Their declarations.</summary>
    public static string CoefficientParameters(UpdateChain chain) => Declarations(Coefficients(chain));

    private static string Arguments(IEnumerable<(string Type, string Name)> coefficients) => string.Concat(coefficients.Select(item => $", in {item.Name}"));

    private static string Declarations(IEnumerable<(string Type, string Name)> coefficients) => string.Concat(coefficients.Select(item => $", in {item.Type} {item.Name}"));

    /// <summary>The coefficients of a chain's gradient rule.</summary>
    public static string RuleName(int position) => "rule" + Literals.Number(position);

    private static IEnumerable<string> List(Kernel kernel)
    {
        IEnumerable<string> references = kernel switch
        {
            ForwardKernel forward => ["inputs", "weights", .. Where(forward.HasBias, "bias"), "outputs", .. Where(forward.Activation is { KeepsInput: true }, "kept")],
            ActivationKernel activation => ["inputs", "outputs", .. Where(activation.Keeps, "kept")],
            InputGradientKernel gradient => ["gradients", "weights", .. Where(!gradient.IsTransposed, "panel"), "results", .. Where(gradient.Activation is not null, "kept")],
            ActivationGradientKernel => ["gradients", "results", "kept"],
            WeightUpdateKernel weight => ["inputs", "gradients", "weights", .. Where(weight.IsTransposed, "forward"), "tile"],
            BiasUpdateKernel => ["gradients", "bias"],
            StoredWeightGradientKernel => ["inputs", "gradients", "results"],
            StoredBiasGradientKernel => ["gradients", "results"],
            StoredUpdateKernel => ["weights", "gradients"],
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
        if (kernel is StoredWeightGradientKernel { Adds: true } or StoredBiasGradientKernel { Adds: true })
            yield return "bool adds";
        if (kernel is StoredUpdateKernel { Scales: true })
            yield return "float gradientScale";
        foreach (var (type, name) in Coefficients(kernel))
            yield return $"in {type} {name}";
        if (kernel is not StoredUpdateKernel)
            yield return "int rows";
        if (kernel is InputGradientKernel { Blocks: > 1 })
            yield return "engine::Part part";
        if (kernel is WeightUpdateKernel or StoredWeightGradientKernel or StoredUpdateKernel)
        {
            yield return "int first";
            yield return "int end";
        }

        foreach (string name in kernel.ExtentParameters())
            yield return "int " + name;
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
        UpdateChain? chain = kernel switch
        {
            WeightUpdateKernel weight => weight.Chain,
            BiasUpdateKernel bias => bias.Chain,
            StoredUpdateKernel stored => stored.Chain,
            _ => null,
        };
        foreach (var item in chain is null ? [] : Coefficients(chain))
            yield return item;
    }

    private static IEnumerable<(string Type, string Name)> Coefficients(UpdateChain chain)
    {
        for (int i = 0; i < chain.Rules.Count; i++)
            yield return (chain.Rules[i].TypeName + ".Coefficients", RuleName(i));
        if (chain.Optimizer is { } optimizer)
            yield return (optimizer.TypeName + ".Coefficients", "optimizer");
    }

    private static IEnumerable<string> Where(bool condition, string name) => condition ? [name] : [];
}
