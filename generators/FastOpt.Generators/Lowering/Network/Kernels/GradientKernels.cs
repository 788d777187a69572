namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>The gradient of a weight, xᵀ · dz.</summary>
/// <param name="Inputs">Rows of W.</param>
/// <param name="Outputs">Columns of W, without padding.</param>
/// <param name="InputStride">Of x.</param>
/// <param name="GradientStride">Of dz.</param>
/// <param name="WeightStride">Of W [in, out], and of its stored gradient; 0 where neither is touched.</param>
/// <param name="End">What becomes of it.</param>
internal sealed record WeightGradientKernel(int Inputs, int Outputs, int InputStride, int GradientStride, int WeightStride, GradientEnd End) : Kernel
{
    public override bool IsOfAnyWidth => true;

    /// <summary>Of the copy Wᵀ that an update writes, too, where W stands as [out, in]: x and dz have then changed places. Otherwise 0.</summary>
    public int ForwardStride { get; init; }

    /// <summary>Whether weights and states fit a core's own caches.</summary>
    public CacheReach Reach { get; init; }

    /// <summary>Whether a copy is written for forward.</summary>
    public bool IsTransposed => ForwardStride > 0;

    public override string Name => End switch
    {
        UpdateEnd update => $"WeightUpdate_{Inputs}x{Outputs}{(IsTransposed ? "_Transposed" : "")}_{update.Chain.Name}",
        StoreEnd => $"StoreWeightGradient_{Inputs}x{Outputs}",
        _ => $"WeightGradient_{Inputs}x{Outputs}",
    };

    public override string Formula => End switch
    {
        UpdateEnd update => $"weights ← {update.Chain.Of("inputsᵀ · gradients")}{(IsTransposed ? ", and forward ← weightsᵀ" : "")}, for the weights' rows from first to end",
        StoreEnd store => $"results {(store.Adds ? "+=" : "=")} inputsᵀ · gradients, for the weights' rows from first to end",
        _ => "result = (inputsᵀ · gradients)ᵀ, [out, in]",
    };

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"),
        KernelParameter.Reads("gradients"),
        .. End switch
        {
            UpdateEnd update =>
            [
                KernelParameter.Changes("weights"),
                .. KernelParameter.Where(IsTransposed, KernelParameter.Writes("forward")),
                KernelParameter.Changes("tile"),
                .. update.Chain.Parameters,
            ],
            StoreEnd store => [KernelParameter.Writes("results"), .. KernelParameter.Where(store.Adds, new KernelParameter("added", ParameterKind.Added))],
            _ => new[] { KernelParameter.Writes("result"), KernelParameter.Changes("tile") },
        },
        KernelParameter.Rows,
        .. End is CanonicalEnd ? Array.Empty<KernelParameter>() : [KernelParameter.Count("first"), KernelParameter.Count("end")],
    ];
}

/// <summary>The gradient of what is added to every row, Σ dz over the batch.</summary>
/// <param name="Outputs">Columns, without padding.</param>
/// <param name="GradientStride">Of dz.</param>
/// <param name="End">What becomes of it.</param>
internal sealed record BiasGradientKernel(int Outputs, int GradientStride, GradientEnd End) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => End switch
    {
        UpdateEnd update => $"BiasUpdate_{Outputs}_{update.Chain.Name}",
        StoreEnd => $"StoreBiasGradient_{Outputs}",
        _ => $"BiasGradient_{Outputs}",
    };

    public override string Formula => End switch
    {
        UpdateEnd update => $"bias ← {update.Chain.Of("Σ gradients")}",
        StoreEnd store => $"results {(store.Adds ? "+=" : "=")} Σ gradients",
        _ => "result = Σ gradients",
    };

    public override bool IsWhole => End is not CanonicalEnd;

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"),
        .. End switch
        {
            UpdateEnd update => [KernelParameter.Changes("bias"), .. update.Chain.Parameters],
            StoreEnd store => [KernelParameter.Writes("results"), .. KernelParameter.Where(store.Adds, new KernelParameter("added", ParameterKind.Added))],
            _ => new[] { KernelParameter.Writes("result"), KernelParameter.Changes("tile") },
        },
        KernelParameter.Rows,
    ];
}

/// <summary>
/// W, state ← update(stored gradient), or, without an optimizer, W, gradient ← rules(stored gradient): element by element, whatever the tensor's shape.
/// </summary>
/// <param name="End">Gradient rules, optimizer, states.</param>
/// <param name="Scales">Whether the stored gradient is a sum that is made the mean first.</param>
internal sealed record StoredUpdateKernel(UpdateEnd End, bool Scales) : Kernel
{
    public override bool IsOfAnyWidth => true;

    /// <summary>
    /// Of a tensor of which only rows are updated that were read: floats of a row, behind which the stored gradient says so, and the rows' stride; else null.
    /// </summary>
    public (int Width, int Stride)? Rows { get; init; }

    public override string Name => $"Update_{(Rows is var (width, _) ? $"Rows{width}_" : "")}{End.Chain.Name}";

    public override string Formula => $"{(End.Chain.Optimizer is null ? "gradients" : "weights")} ← {End.Chain.Of("gradients")}, {Way} from first to end";

    private string Way => Rows is null ? "element by element" : "for each row that was read,";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Changes("weights"),
        KernelParameter.Changes("gradients"),
        .. KernelParameter.Where(Scales, new KernelParameter("gradientScale", ParameterKind.Scalar)),
        .. End.Chain.Parameters,
        KernelParameter.Count("first"),
        KernelParameter.Count("end"),
    ];
}

/// <summary>Whether a weight and its states fit a core's own caches; the runtime has the same.</summary>
internal enum CacheReach
{
    /// <summary>They do.</summary>
    Within,

    /// <summary>They do not, and are fetched while the gradient is summed.</summary>
    Beyond,

    /// <summary>They exceed them so much that each step streams them.</summary>
    FarBeyond,
}
