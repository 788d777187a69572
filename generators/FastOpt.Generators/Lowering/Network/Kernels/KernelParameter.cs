namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>What a kernel takes as an argument.</summary>
internal enum ParameterKind
{
    /// <summary>A reference to floats.</summary>
    Floats,

    /// <summary>A reference to labels.</summary>
    Labels,

    /// <summary>The coefficients of a rule, by reference.</summary>
    Coefficients,

    /// <summary>A number.</summary>
    Scalar,

    /// <summary>A count or a position.</summary>
    Count,

    /// <summary>Examples whose gradients are stored.</summary>
    Added,

    /// <summary>What random numbers are keyed by.</summary>
    Key,

    /// <summary>A thread's share.</summary>
    Share,
}

/// <summary>What a kernel does with what a parameter refers to.</summary>
[Flags]
internal enum Access
{
    None = 0,
    Reads = 1,
    Writes = 2,
    Both = Reads | Writes,
}

/// <summary>A parameter of a kernel: phases bind operands to it by name.</summary>
/// <param name="Name">"inputs".</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Access">What the kernel does with it.</param>
internal sealed record KernelParameter(string Name, ParameterKind Kind, Access Access = Access.None)
{
    /// <summary>Of coefficients, their type.</summary>
    public string CoefficientsType { get; init; } = "";

    /// <summary>"ref float inputs".</summary>
    public string Declaration => Kind switch
    {
        ParameterKind.Floats => "ref float " + Name,
        ParameterKind.Labels => "ref int " + Name,
        ParameterKind.Coefficients => $"in {CoefficientsType} {Name}",
        ParameterKind.Scalar => "float " + Name,
        ParameterKind.Count => "int " + Name,
        ParameterKind.Added => "long " + Name,
        ParameterKind.Key => "in engine::DrawKey " + Name,
        _ => "engine::Part " + Name,
    };

    /// <summary>"in optimizer": the argument where a parameter of the same name is handed on.</summary>
    public string Argument => Kind switch
    {
        ParameterKind.Floats or ParameterKind.Labels => "ref " + Name,
        ParameterKind.Coefficients or ParameterKind.Key => "in " + Name,
        _ => Name,
    };

    public static KernelParameter Reads(string name) => new(name, ParameterKind.Floats, Access.Reads);

    public static KernelParameter Writes(string name) => new(name, ParameterKind.Floats, Access.Writes);

    public static KernelParameter Changes(string name) => new(name, ParameterKind.Floats, Access.Both);

    public static KernelParameter Count(string name) => new(name, ParameterKind.Count);

    /// <summary>The rows of the batch that the kernel works on.</summary>
    public static KernelParameter Rows { get; } = Count("rows");

    /// <summary>The coefficients of a rule; none for no rule.</summary>
    public static IEnumerable<KernelParameter> Coefficients(string name, FusedRule? rule) =>
        rule is null ? [] : [new KernelParameter(name, ParameterKind.Coefficients) { CoefficientsType = rule.TypeName + ".Coefficients" }];

    /// <summary>The parameter where there is one.</summary>
    public static IEnumerable<KernelParameter> Where(bool condition, KernelParameter parameter) => condition ? [parameter] : [];
}
