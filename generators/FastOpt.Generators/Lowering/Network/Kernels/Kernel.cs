using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>An extent of a kernel under the name of the parameter that takes its place in a kernel for any shape.</summary>
internal readonly record struct NamedExtent(string Name, Extent Extent);

/// <summary>
/// One specialized routine of a network: what it computes, its extents and strides, and its parameters. Equal kernels are emitted once and shared between layers: an exact kernel, whose extents
/// are constants, between layers of one shape; a kernel for any shape, whose extents are parameters, between all others. Strides are in floats between rows.
/// </summary>
internal abstract record Kernel
{
    private const string AnyShape = "AnyShape";

    /// <summary>The method's name: what it does, its shape and the rule that is fused into it.</summary>
    public abstract string Name { get; }

    /// <summary>What it computes, as a formula over its parameters.</summary>
    public abstract string Formula { get; }

    /// <summary>Whether the kernel's work is too little to divide, so that whole calls fall to the threads in turn.</summary>
    public virtual bool IsWhole => false;

    /// <summary>Whether one text serves every width: a call of the runtime, which knows the width itself.</summary>
    public virtual bool IsOfAnyWidth => false;

    /// <summary>All parameters, in the order of the method; the extents of a kernel for any shape come last.</summary>
    public IEnumerable<KernelParameter> Parameters =>
        Own.Concat(Extents.Where(static item => !item.Extent.IsConstant).Select(static item => KernelParameter.Count(item.Name) with { IsExtent = true }));

    /// <summary>The extents and strides.</summary>
    public virtual IReadOnlyList<NamedExtent> Extents => [];

    /// <summary>The parameters that are no extents.</summary>
    protected abstract IEnumerable<KernelParameter> Own { get; }

    /// <summary>The kernel for any shape: each extent is a parameter.</summary>
    public Kernel ForAnyShape() => WithExtents([.. Extents.Select(static item => Extent.Parameter(item.Name))]);

    /// <summary>The kernel with other extents, in the order of <see cref="Extents"/>.</summary>
    protected virtual Kernel WithExtents(IReadOnlyList<Extent> extents) => this;

    /// <summary>"784x128".</summary>
    protected static string Shape(Extent rows, Extent columns) => rows.IsConstant ? $"{rows}x{columns}" : AnyShape;

    /// <summary>"128".</summary>
    protected static string Shape(Extent width) => width.IsConstant ? width.ToString() : AnyShape;

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
