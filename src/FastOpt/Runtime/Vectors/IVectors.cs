namespace FastOpt.Runtime;

/// <summary>Vectors of one width, so that one text of a kernel serves all of them: the JIT and ILC compile it for each.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal interface IVectors<TVector>
    where TVector : struct
{
    /// <summary>Floats of a vector.</summary>
    static abstract int Lanes { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(ref float start, nint offset);

    static abstract void Store(TVector vector, ref float start, nint offset);

    /// <summary>A float for <see cref="MultiplyAddScalar"/>: in all lanes, or in the first where an instruction takes it from there.</summary>
    static abstract TVector Scalar(ref float start, nint offset);

    /// <summary>Two neighboring floats in all pairs of lanes.</summary>
    static abstract TVector BroadcastPair(ref float start, nint offset);

    /// <summary>The first lanes of all pairs to one place, the second ones to another.</summary>
    static abstract void StorePairs(TVector vector, ref float first, ref float second, nint offset);

    static abstract TVector Create(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left · right + addend, rounded once where the hardware can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>scalar · vector + addend, rounded as <see cref="MultiplyAdd"/>.</summary>
    static abstract TVector MultiplyAddScalar(TVector scalar, TVector vector, TVector addend);

    /// <summary>The mask of the lanes in which a value is larger than the largest so far, or NaN.</summary>
    static abstract TVector Exceeds(TVector value, TVector largest);

    /// <summary>The mask of the lanes whose bits are those of an integer.</summary>
    static abstract TVector Is(TVector bits, int value);

    static abstract TVector Select(TVector mask, TVector yes, TVector no);

    /// <summary>An integer's bits in all lanes.</summary>
    static abstract TVector Bits(int value);

    /// <summary>The sums of lanes whose bits are integers.</summary>
    static abstract TVector AddBits(TVector left, TVector right);

    // Rules, by the overload of this width. They are not copied: their members change nothing.
    static abstract TVector Apply<TActivation>(TVector x, in TActivation activation)
        where TActivation : struct, IActivationLanes;

    static abstract TVector Derivative<TActivation>(TVector kept, in TActivation activation)
        where TActivation : struct, IActivationLanes;

    static abstract void Apply<TRule>(ref TVector weight, ref TVector gradient, in TRule rule)
        where TRule : struct, IGradientRuleLanes;

    static abstract void Update<TUpdate>(ref TVector weight, TVector gradient, ref float state, nint distance, in TUpdate update)
        where TUpdate : struct, IUpdateLanes;

    static abstract TVector Loss<TLoss>(TVector prediction, TVector target, in TLoss loss, out TVector derivative)
        where TLoss : struct, ILossLanes;

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    static abstract TVector And(TVector left, TVector right);

    /// <summary>The larger, with the hardware's own treatment of NaN and of zeros.</summary>
    static abstract TVector Max(TVector left, TVector right);

    static abstract TVector Exp(TVector x);

    static abstract TVector Log(TVector x);

    /// <summary>A mask of the first lanes.</summary>
    static abstract TVector FirstLanes(int count);

    /// <summary>The sum over the virtual lanes that so many vectors make, by their fixed tree.</summary>
    static abstract float SumOf(int vectors, TVector first, TVector second, TVector third, TVector fourth);

    /// <summary>The largest of the virtual lanes that so many vectors make.</summary>
    static abstract float MaxOf(int vectors, TVector first, TVector second, TVector third, TVector fourth);

    /// <summary>The bits of integers, none above the largest.</summary>
    static abstract TVector Labels(ref int start, nint offset, int largest);

    /// <summary>Four columns of as many rows as there are lanes, a vector for each.</summary>
    static abstract void ReadColumns(ref float rows, int stride, ref float columns);

    /// <summary>The way back.</summary>
    static abstract void WriteColumns(ref float columns, ref float rows, int stride);
}
