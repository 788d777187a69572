using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>
/// One specialized routine of a network: what it computes, and its extents and strides. Equal kernels are emitted once and shared between layers: an exact kernel, whose extents are constants,
/// between layers of one shape; a kernel for any shape, whose extents are parameters, between all others. Strides are in floats between rows.
/// </summary>
internal abstract record Kernel
{
    /// <summary>The method's name: what it does, its shape and the rule that is fused into it.</summary>
    public abstract string Name { get; }

    /// <summary>What it computes, as a formula over its parameters.</summary>
    public abstract string Formula { get; }

    /// <summary>Whether the kernel's work is too little to divide, so that whole calls fall to the threads in turn.</summary>
    public virtual bool IsWhole => false;

    /// <summary>The kernel with each extent replaced by what <paramref name="replace"/> makes of it, given the name of the parameter that takes its place in a kernel for any shape.</summary>
    public virtual Kernel Replace(Func<string, Extent, Extent> replace) => this;

    /// <summary>The kernel for any shape, and what its parameters are for this one.</summary>
    public (Kernel Kernel, IReadOnlyList<int> Extents) ForAnyShape()
    {
        var values = new List<int>();
        Kernel kernel = Replace((name, extent) =>
        {
            values.Add(extent.Value);
            return Extent.Parameter(name);
        });
        return (kernel, values);
    }

    /// <summary>The names of the extents that are parameters, in order; none of an exact kernel.</summary>
    public IReadOnlyList<string> ExtentParameters()
    {
        var names = new List<string>();
        Replace((name, extent) =>
        {
            if (!extent.IsConstant)
                names.Add(name);
            return extent;
        });
        return names;
    }

    /// <summary>"784x128".</summary>
    protected static string Shape(Extent rows, Extent columns) => rows.IsConstant ? $"{rows}x{columns}" : AnyShape;

    /// <summary>"128".</summary>
    protected static string Shape(Extent width) => width.IsConstant ? width.ToString() : AnyShape;

    private const string AnyShape = "AnyShape";

    /// <summary>The suffix of a fused rule, with a mark of its hyperparameters' absence left out: the coefficients are arguments.</summary>
    protected static string Suffix(FusedRule? rule) => rule is null ? "" : "_" + rule.Name;
}

/// <summary>A rule that a kernel applies in its epilogue.</summary>
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

/// <summary>y = activation(x · W + b), row by row.</summary>
/// <param name="Inputs">Extent of the sum.</param>
/// <param name="Outputs">Columns of y, without padding.</param>
/// <param name="InputStride">Of x.</param>
/// <param name="WeightStride">Of W [in, out].</param>
/// <param name="OutputStride">Of y.</param>
/// <param name="HasBias">Whether b is the accumulators' start value; otherwise 0.</param>
/// <param name="Activation">Applied before y is stored.</param>
internal sealed record ForwardKernel(Extent Inputs, Extent Outputs, Extent InputStride, Extent WeightStride, Extent OutputStride, bool HasBias, FusedRule? Activation) : Kernel
{
    /// <summary>The terms of the sum by which the weights' rows are fetched ahead, or 0: hardware prefetchers do not follow from page to page.</summary>
    public int TermsAhead { get; init; }

    public override string Name => $"Forward_{Shape(Inputs, Outputs)}{(HasBias ? "" : "_NoBias")}{Suffix(Activation)}";

    public override string Formula => $"outputs = {FusedRule.Of(Activation, $"inputs · weights{(HasBias ? " + bias" : "")}")}";

    public override Kernel Replace(Func<string, Extent, Extent> replace) => this with
    {
        Inputs = replace("inputCount", Inputs),
        Outputs = replace("outputCount", Outputs),
        InputStride = replace("inputStride", InputStride),
        WeightStride = replace("weightStride", WeightStride),
        OutputStride = replace("outputStride", OutputStride),
    };
}

/// <summary>y = activation(x) on its own.</summary>
/// <param name="Width">Columns, without padding.</param>
/// <param name="InputStride">Of x; the caller's examples are not padded.</param>
/// <param name="OutputStride">Of y.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Keeps">Whether x is kept for backward.</param>
internal sealed record ActivationKernel(Extent Width, Extent InputStride, Extent OutputStride, FusedRule Activation, bool Keeps) : Kernel
{
    public override string Name => $"Activate_{Shape(Width)}{Suffix(Activation)}{(IsPadded ? "" : "_Inputs")}";

    public override string Formula => $"outputs = {FusedRule.Of(Activation, "inputs")}";

    /// <summary>Whether x has padding to read.</summary>
    public bool IsPadded => InputStride == OutputStride;

    public override Kernel Replace(Func<string, Extent, Extent> replace)
    {
        Extent stride = replace("stride", OutputStride);
        return this with { Width = replace("width", Width), InputStride = IsPadded ? stride : replace("inputStride", InputStride), OutputStride = stride };
    }
}

/// <summary>dx = (dz · Wᵀ) ⊙ activation′: the gradient of what entered a dense layer, taken through the activation that made it.</summary>
/// <param name="Inputs">Columns of dx, without padding.</param>
/// <param name="Outputs">Extent of the sum.</param>
/// <param name="GradientStride">Of dz.</param>
/// <param name="WeightStride">Of W [in, out].</param>
/// <param name="ResultStride">Of dx and of what the activation kept.</param>
/// <param name="IsTransposed">Whether W stands as [out, in], so that its rows serve as they are.</param>
/// <param name="Activation">The activation below, or null.</param>
internal sealed record InputGradientKernel(Extent Inputs, Extent Outputs, Extent GradientStride, Extent WeightStride, Extent ResultStride, bool IsTransposed, FusedRule? Activation) : Kernel
{
    /// <summary>The blocks of columns in which the layer's weights stand. Where there are several, a call makes a share of the columns of dx.</summary>
    public int Blocks { get; init; } = 1;

    public override string Name => $"InputGradient_{Shape(Outputs, Inputs)}{(IsTransposed ? "_Transposed" : "")}{Suffix(Activation)}";

    private string Product => IsTransposed ? "gradients · weights" : "gradients · weightsᵀ";

    public override string Formula => $"results = {(Activation is null ? Product : $"({Product}) ⊙ {Activation.Name}′(kept)")}";

    public override Kernel Replace(Func<string, Extent, Extent> replace) => this with
    {
        Inputs = replace("inputCount", Inputs),
        Outputs = replace("outputCount", Outputs),
        GradientStride = replace("gradientStride", GradientStride),
        WeightStride = replace("weightStride", WeightStride),
        ResultStride = replace("resultStride", ResultStride),
    };
}

/// <summary>dx = dy ⊙ activation′ on its own.</summary>
internal sealed record ActivationGradientKernel(Extent Width, Extent Stride, FusedRule Activation) : Kernel
{
    public override string Name => $"ActivationGradient_{Shape(Width)}{Suffix(Activation)}";

    public override string Formula => $"results = gradients ⊙ {Activation.Name}′(kept)";

    public override Kernel Replace(Func<string, Extent, Extent> replace) => this with
    {
        Width = replace("width", Width),
        Stride = replace("stride", Stride),
    };
}

/// <summary>W, state ← update(xᵀ · dz): the gradient of the weights stays in registers.</summary>
/// <param name="Inputs">Rows of W.</param>
/// <param name="Outputs">Columns of W, without padding.</param>
/// <param name="InputStride">Of x.</param>
/// <param name="GradientStride">Of dz.</param>
/// <param name="WeightStride">Of W [in, out].</param>
/// <param name="StateDistance">Floats from a parameter to its first state, and from a state to the next.</param>
/// <param name="ForwardStride">Of the copy Wᵀ that is written, too, where W stands as [out, in]: x and dz have then changed places. Otherwise 0.</param>
/// <param name="Chain">Gradient rules and optimizer.</param>
internal sealed record WeightUpdateKernel(Extent Inputs, Extent Outputs, Extent InputStride, Extent GradientStride, Extent WeightStride, int StateDistance, int ForwardStride, UpdateChain Chain) : Kernel
{
    public override string Name => $"WeightUpdate_{Shape(Inputs, Outputs)}{(IsTransposed ? "_Transposed" : "")}_{Chain.Name}";

    public override string Formula => $"weights ← {Chain.Of("inputsᵀ · gradients")}{(IsTransposed ? ", and forward ← weightsᵀ" : "")}, for the weights' rows from first to end";

    /// <summary>Whether a copy is written for forward.</summary>
    public bool IsTransposed => ForwardStride > 0;

    /// <summary>Whether a tile's weights and states are fetched while its gradient is summed.</summary>
    public bool FetchesAhead { get; init; }

    /// <summary>Whether weights and states exceed a core's own caches by so much that each step streams them.</summary>
    public bool IsStreamed { get; init; }

    public override Kernel Replace(Func<string, Extent, Extent> replace) => this with
    {
        Inputs = replace("inputCount", Inputs),
        Outputs = replace("outputCount", Outputs),
        InputStride = replace("inputStride", InputStride),
        GradientStride = replace("gradientStride", GradientStride),
        WeightStride = replace("weightStride", WeightStride),
    };
}

/// <summary>b, state ← update(Σ dz over the batch).</summary>
internal sealed record BiasUpdateKernel(Extent Outputs, Extent GradientStride, int StateDistance, UpdateChain Chain) : Kernel
{
    public override string Name => $"BiasUpdate_{Shape(Outputs)}_{Chain.Name}";

    public override string Formula => $"bias ← {Chain.Of("Σ gradients")}";

    public override bool IsWhole => true;

    public override Kernel Replace(Func<string, Extent, Extent> replace) => this with
    {
        Outputs = replace("outputCount", Outputs),
        GradientStride = replace("gradientStride", GradientStride),
    };
}

/// <summary>The gradient of the weights, xᵀ · dz, stored in the weights' own layout.</summary>
/// <param name="Inputs">Rows of W.</param>
/// <param name="Outputs">Columns of W, without padding.</param>
/// <param name="InputStride">Of x.</param>
/// <param name="GradientStride">Of dz.</param>
/// <param name="WeightStride">Of W and of its gradient.</param>
/// <param name="Adds">Whether the sum may start at what is stored, so that batches add up in the order of one large batch.</param>
internal sealed record StoredWeightGradientKernel(Extent Inputs, Extent Outputs, Extent InputStride, Extent GradientStride, Extent WeightStride, bool Adds) : Kernel
{
    public override string Name => $"StoreWeightGradient_{Shape(Inputs, Outputs)}";

    public override string Formula => $"results {(Adds ? "+=" : "=")} inputsᵀ · gradients, for the weights' rows from first to end";

    public override Kernel Replace(Func<string, Extent, Extent> replace) => this with
    {
        Inputs = replace("inputCount", Inputs),
        Outputs = replace("outputCount", Outputs),
        InputStride = replace("inputStride", InputStride),
        GradientStride = replace("gradientStride", GradientStride),
        WeightStride = replace("weightStride", WeightStride),
    };
}

/// <summary>The gradient of a bias, Σ dz over the batch, stored.</summary>
internal sealed record StoredBiasGradientKernel(Extent Outputs, Extent GradientStride, bool Adds) : Kernel
{
    public override string Name => $"StoreBiasGradient_{Shape(Outputs)}";

    public override string Formula => $"results {(Adds ? "+=" : "=")} Σ gradients";

    public override bool IsWhole => true;

    public override Kernel Replace(Func<string, Extent, Extent> replace) => this with
    {
        Outputs = replace("outputCount", Outputs),
        GradientStride = replace("gradientStride", GradientStride),
    };
}

/// <summary>W, state ← update(stored gradient), or, without an optimizer, W, gradient ← rules(stored gradient): element by element, whatever the tensor's shape.</summary>
/// <param name="StateDistance">Floats from a parameter to its first state, and from a state to the next.</param>
/// <param name="Chain">Gradient rules and optimizer.</param>
/// <param name="Scales">Whether the stored gradient is a sum that is made the mean first.</param>
internal sealed record StoredUpdateKernel(int StateDistance, UpdateChain Chain, bool Scales) : Kernel
{
    public override string Name => $"Update_{Chain.Name}";

    public override string Formula => $"{(Chain.Optimizer is null ? "gradients" : "weights")} ← {Chain.Of("gradients")}, element by element from first to end";
}

/// <summary>The gradient of the weights, xᵀ · dz, written in the canonical layout [out, in].</summary>
internal sealed record WeightGradientKernel(Extent Inputs, Extent Outputs, Extent InputStride, Extent GradientStride) : Kernel
{
    public override string Name => $"WeightGradient_{Shape(Inputs, Outputs)}";

    public override string Formula => "result = (inputsᵀ · gradients)ᵀ, [out, in]";

    public override Kernel Replace(Func<string, Extent, Extent> replace) => this with
    {
        Inputs = replace("inputCount", Inputs),
        Outputs = replace("outputCount", Outputs),
        InputStride = replace("inputStride", InputStride),
        GradientStride = replace("gradientStride", GradientStride),
    };
}

/// <summary>The gradient of a bias, Σ dz over the batch, written in the canonical layout.</summary>
internal sealed record BiasGradientKernel(Extent Outputs, Extent GradientStride) : Kernel
{
    public override string Name => $"BiasGradient_{Shape(Outputs)}";

    public override string Formula => "result = Σ gradients";

    public override Kernel Replace(Func<string, Extent, Extent> replace) => this with
    {
        Outputs = replace("outputCount", Outputs),
        GradientStride = replace("gradientStride", GradientStride),
    };
}

/// <summary>A loss and its gradient, one pass per row, taken through the last layer's activation.</summary>
/// <param name="Outputs">Columns, without padding.</param>
/// <param name="Stride">Of the outputs and of their gradient.</param>
/// <param name="Target">Labels or values.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Activation">The last layer's activation, or null.</param>
internal sealed record LossKernel(int Outputs, int Stride, TargetKind Target, FusedRule Loss, FusedRule? Activation) : Kernel
{
    public override string Name => $"Loss_{Outputs}{Suffix(Loss)}{Suffix(Activation)}";

    public override string Formula => $"losses = {Loss.Name}(outputs, targets) of each row; gradients = {Loss.Name}′ · meanWeight{(Activation is null ? "" : $" ⊙ {Activation.Name}′")}";
}
