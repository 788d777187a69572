using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>An optimizer behind a gradient rule. For generated code.</summary>
/// <typeparam name="TRule">The rule.</typeparam>
/// <typeparam name="TOptimizer">The optimizer.</typeparam>
/// <param name="rule">The rule's values.</param>
/// <param name="optimizer">The optimizer's.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RuledUpdate<TRule, TOptimizer>(TRule rule, TOptimizer optimizer) : IUpdateLanes
    where TRule : struct, IGradientRuleLanes
    where TOptimizer : struct, IUpdateLanes
{
    private readonly TRule _rule = rule;
    private readonly TOptimizer _optimizer = optimizer;

    static int IUpdateLanes.Cost => TRule.Cost + TOptimizer.Cost;

    static int IUpdateLanes.States => TOptimizer.States;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateLanes.Update(ref Vector128<float> weight, Vector128<float> gradient, ref float state, nint distance)
    {
        Unsafe.AsRef(in _rule).Apply(ref weight, ref gradient);
        Unsafe.AsRef(in _optimizer).Update(ref weight, gradient, ref state, distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateLanes.Update(ref Vector256<float> weight, Vector256<float> gradient, ref float state, nint distance)
    {
        Unsafe.AsRef(in _rule).Apply(ref weight, ref gradient);
        Unsafe.AsRef(in _optimizer).Update(ref weight, gradient, ref state, distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateLanes.Update(ref Vector512<float> weight, Vector512<float> gradient, ref float state, nint distance)
    {
        Unsafe.AsRef(in _rule).Apply(ref weight, ref gradient);
        Unsafe.AsRef(in _optimizer).Update(ref weight, gradient, ref state, distance);
    }
}
