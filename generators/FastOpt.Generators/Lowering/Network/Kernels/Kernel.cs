using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>
/// One routine of a network: what it computes, its extents and strides, and its parameters. Equal kernels are emitted once and shared between layers. Strides
/// are in floats between rows.
/// </summary>
internal abstract record Kernel
{
    /// <summary>The method's name: what it does, its shape and the rule that is fused into it.</summary>
    public abstract string Name { get; }

    /// <summary>What it computes, as a formula over its parameters.</summary>
    public abstract string Formula { get; }

    /// <summary>Whether the kernel's work is too little to divide, so that whole calls fall to the threads in turn.</summary>
    public virtual bool IsWhole => false;

    /// <summary>Whether one text serves every width: a call of the runtime, which knows the width itself.</summary>
    public virtual bool IsOfAnyWidth => false;

    /// <summary>All parameters, in the order of the method.</summary>
    public abstract IEnumerable<KernelParameter> Parameters { get; }

    /// <summary>The suffix of a fused rule; its hyperparameters are arguments.</summary>
    protected static string Suffix(FusedRule? rule) => rule is null ? "" : "_" + rule.Name;
}

/// <summary>A rule that a kernel applies.</summary>
/// <param name="Name">"Relu".</param>
/// <param name="TypeName">"global::FastOpt.Relu".</param>
/// <param name="Facts">What the rule keeps and costs.</param>
internal sealed record FusedRule(string Name, string TypeName, RuleFacts Facts)
{
    /// <summary>Whether backward needs the rule's input besides its output.</summary>
    public bool KeepsInput => Facts.DerivativeForm == DerivativeForm.Input;

    /// <summary>"Relu(x)", or "x" without a rule.</summary>
    public static string Of(FusedRule? rule, string x) => rule is null ? x : $"{rule.Name}({x})";
}
