using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>Two gradient rules, one behind the other. For generated code.</summary>
/// <typeparam name="TFirst">The rule that comes first.</typeparam>
/// <typeparam name="TSecond">The one behind it.</typeparam>
/// <param name="first">The first one's values.</param>
/// <param name="second">The second one's.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RulePair<TFirst, TSecond>(TFirst first, TSecond second) : IGradientRuleLanes
    where TFirst : struct, IGradientRuleLanes
    where TSecond : struct, IGradientRuleLanes
{
    private readonly TFirst _first = first;
    private readonly TSecond _second = second;

    static int IGradientRuleLanes.Cost => TFirst.Cost + TSecond.Cost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IGradientRuleLanes.Apply(ref Vector128<float> weight, ref Vector128<float> gradient)
    {
        Unsafe.AsRef(in _first).Apply(ref weight, ref gradient);
        Unsafe.AsRef(in _second).Apply(ref weight, ref gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IGradientRuleLanes.Apply(ref Vector256<float> weight, ref Vector256<float> gradient)
    {
        Unsafe.AsRef(in _first).Apply(ref weight, ref gradient);
        Unsafe.AsRef(in _second).Apply(ref weight, ref gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IGradientRuleLanes.Apply(ref Vector512<float> weight, ref Vector512<float> gradient)
    {
        Unsafe.AsRef(in _first).Apply(ref weight, ref gradient);
        Unsafe.AsRef(in _second).Apply(ref weight, ref gradient);
    }
}
