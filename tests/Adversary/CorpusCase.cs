namespace FastOpt.Tests.Adversary;

/// <summary>
/// A declaration of the corpus: its source, how its scalar method and its vector forms are called, and what it means in double. Lanes are named x, y and z;
/// their vectors X, Y and Z.
/// </summary>
/// <param name="Name">A name that no other case has.</param>
/// <param name="Text">What a message shows of it.</param>
/// <param name="Declaration">The C# of the declaration.</param>
internal sealed record CorpusCase(string Name, string Text, string Declaration)
{
    /// <summary>Whether it stands in the class of the functions, or beside it.</summary>
    public bool IsMember { get; init; }

    /// <summary>C# that makes the rule, for the scalar method and the vector forms.</summary>
    public string Construct { get; init; } = "";

    /// <summary>C# that makes the coefficients <c>c</c> of the vector forms.</summary>
    public string Coefficients { get; init; } = "";

    /// <summary>C# that assigns the result at <c>i</c> to <c>V</c> and, where there is a state, to <c>W</c>.</summary>
    public required string Scalar { get; init; }

    /// <summary>C# that assigns the vectors <c>V</c> and, where there is a state, <c>W</c>.</summary>
    public required string Vector { get; init; }

    /// <summary>The span form, a call whose last argument is <c>R</c>; empty if there is none.</summary>
    public string Span { get; init; } = "";

    /// <summary>The derivatives that the compiler emits.</summary>
    public IReadOnlyList<CorpusSlope> Slopes { get; init; } = [];

    /// <summary>The body of the same function in double; empty if there is none.</summary>
    public string Twin { get; init; } = "";

    /// <summary>Whether the lanes have the scalar method's bits: nothing is contracted, and functions are VectorMath's.</summary>
    public bool IsExact { get; init; }

    /// <summary>Whether these are the scalar method's bits only where the machine has fused multiply-adds.</summary>
    public bool NeedsFma { get; init; }

    /// <summary>Up to which power of ten derivatives are compared: 0 for steps, which look like lines from afar.</summary>
    public float Decades { get; init; } = 9;

    /// <summary>How many lanes it takes.</summary>
    public int Lanes { get; init; } = 1;

    /// <summary>Whether the lane z is a state, which the rule changes too.</summary>
    public bool HasState { get; init; }

    /// <summary>Whether it takes the uniform values a, s, n and b.</summary>
    public bool HasUniforms { get; init; }

    /// <summary>What the case shows of itself in a message.</summary>
    public override string ToString() => $"{Name}: {Text}";
}

/// <summary>An emitted derivative.</summary>
/// <param name="Vector">C# that assigns the vector <c>D</c>.</param>
/// <param name="Lane">The lane in which it is the derivative; x is 0.</param>
/// <param name="Order">1, or 2 for the second derivative.</param>
/// <param name="Span">The span form, a call whose last argument is <c>R</c>; empty if there is none.</param>
internal sealed record CorpusSlope(string Vector, int Lane = 0, int Order = 1, string Span = "");
