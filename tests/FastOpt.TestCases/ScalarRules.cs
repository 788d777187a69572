using FastOpt.TestCases.Networks;

namespace FastOpt.TestCases;

/// <summary>A rule's scalar method, whatever its states and parameters are called.</summary>
public delegate void ScalarRule(ref float weight, float gradient, Span<float> state, long step);

/// <summary>The scalar methods of optimizers, called as written: the reference for the code that is compiled from them.</summary>
public static class ScalarRules
{
    /// <summary>The most states of any rule.</summary>
    public const int States = 4;

    public static ScalarRule Of(Sgd rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], step);

    public static ScalarRule Of(RmsProp rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1]);

    public static ScalarRule Of(RmsPropCentered rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], ref state[2]);

    public static ScalarRule Of(Adam rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], step);

    public static ScalarRule Of(AdamW rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], step);

    public static ScalarRule Of(Adagrad rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], step);

    public static ScalarRule Of(Adadelta rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1]);

    public static ScalarRule Of(Adamax rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], step);

    public static ScalarRule Of(AmsGrad rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], ref state[2], step);

    public static ScalarRule Of(RAdam rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], step);

    public static ScalarRule Of(NAdam rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], step);

    public static ScalarRule Of(Rprop rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], step);

    public static ScalarRule Of(Asgd rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], step);

    public static ScalarRule Of(Lion rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0]);

    public static ScalarRule Of(AdaBelief rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], step);

    public static ScalarRule Of(Yogi rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], step);

    public static ScalarRule Of(Adan rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], ref state[2], ref state[3], step);

    public static ScalarRule Of(AdEmaMix rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], ref state[2], step);

    public static ScalarRule Of(SignSgd rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0]);

    public static ScalarRule Of(Networks.Lion rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0]);

    public static ScalarRule Of(PlainDescent rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient);

    public static ScalarRule Of(LargestVariance rule) =>
        (ref float weight, float gradient, Span<float> state, long step) => rule.Update(ref weight, gradient, ref state[0], ref state[1], ref state[2], step);
}
