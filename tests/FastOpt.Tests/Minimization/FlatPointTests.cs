using FastOpt.Mgh;

namespace FastOpt.Tests.Minimization;

/// <summary>Points with a zero gradient where second derivatives say nothing: what falls from there is no success.</summary>
public class FlatPointTests
{
    public static TheoryData<Method> All => [.. Enum.GetValues<Method>()];

    [Theory]
    [MemberData(nameof(All))]
    public void A_maximum_of_fourth_or_sixth_order_on_a_height_is_no_success(Method method)
    {
        foreach (var (height, order) in new[] { (10.0, 4), (1.0, 6), (-10.0, 4), (1e3, 6), (1.0, 8) })
        {
            Minimum minimum = Methods.Run(method, Power(height, -1, order), [0], new() { MaxIterations = 50, EscapeSaddles = false });
            Assert.Equal((MinimumStatus.NotAMinimum, StationaryKind.Degenerate), (minimum.Status, minimum.Kind));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_minimum_of_fourth_or_sixth_order_on_a_height_is_a_success(Method method)
    {
        foreach (var (height, order) in new[] { (10.0, 4), (1.0, 6), (-10.0, 4), (1e3, 6), (1.0, 8) })
        {
            Minimum minimum = Methods.Run(method, Power(height, 1, order), [0]);
            Assert.Equal((MinimumStatus.Converged, StationaryKind.Degenerate), (minimum.Status, minimum.Kind));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_flat_minimum_beside_a_lower_valley_is_a_success(Method method)
    {
        // x⁴ − 20·x⁵ rises on both sides of 0, and is negative from 0.05 on.
        var function = new Function(
            1,
            static x => Math.Pow(x[0], 4) - 20 * Math.Pow(x[0], 5),
            static x => [4 * Math.Pow(x[0], 3) - 100 * Math.Pow(x[0], 4)],
            static (x, v) => [(12 * x[0] * x[0] - 400 * Math.Pow(x[0], 3)) * v[0]]);
        Minimum minimum = Methods.Run(method, function, [0]);
        Assert.Equal((MinimumStatus.Converged, StationaryKind.Degenerate), (minimum.Status, minimum.Kind));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_flat_point_without_evaluations_to_examine_it_is_the_evaluation_limit(Method method)
    {
        Minimum minimum = Methods.Run(method, new MonkeySaddle(), [0, 0], new() { MaxEvaluations = 1 });
        Assert.Equal((MinimumStatus.EvaluationLimit, StationaryKind.Degenerate, 1), (minimum.Status, minimum.Kind, minimum.Evaluations));
        Assert.False(minimum.IsSuccess);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_flat_saddle_is_no_success_and_holds_the_evaluation_limit_exactly(Method method)
    {
        for (int limit = 1; limit <= 12; limit++)
        {
            Minimum minimum = Methods.Run(method, new MonkeySaddle(), [0, 0], new() { MaxEvaluations = limit });
            Assert.InRange(minimum.Evaluations, 1, limit);
            Assert.False(minimum.IsSuccess);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_maximum_whose_Hessian_is_infinite_is_no_success(Method method)
    {
        var function = new Function(
            1,
            static x => -Math.Pow(Math.Abs(x[0]), 1.5),
            static x => [-1.5 * Math.Sign(x[0]) * Math.Sqrt(Math.Abs(x[0]))],
            static (x, v) => [-0.75 / Math.Sqrt(Math.Abs(x[0])) * v[0]]);
        Minimum minimum = Methods.Run(method, function, [0]);
        Assert.Equal((MinimumStatus.NotFinite, StationaryKind.Unknown), (minimum.Status, minimum.Kind));
        Assert.False(minimum.IsSuccess);
        Assert.Equal(MinimumStatus.Converged, Methods.Run(method, function, [0], new() { Classify = false }).Status);
    }

    // height + sign·xⁿ
    private static Function Power(double height, int sign, int order) => new(
        1,
        x => height + sign * Math.Pow(x[0], order),
        x => [sign * order * Math.Pow(x[0], order - 1)],
        (x, v) => [sign * order * (order - 1) * Math.Pow(x[0], order - 2) * v[0]]);
}
