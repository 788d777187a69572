namespace FastOpt.Race;

/// <summary>How fast a rule goes.</summary>
/// <param name="Rate">α, the learning rate of the first step.</param>
/// <param name="Decay">k of <see cref="InverseTime"/>: the rate of step t, from 0, is α / (1 + k·t). 0 keeps it.</param>
/// <param name="ClipNorm">The largest norm of the gradient, by <see cref="FastOpt.ClipNorm"/>; 0 leaves it as it is.</param>
internal readonly record struct Pace(double Rate, double Decay = 0, double ClipNorm = 0)
{
    /// <summary>Whether the rule alone does not do it.</summary>
    public bool IsPlain => Decay == 0 && ClipNorm == 0;
}

/// <summary>
/// A rule whose rate decays, and whose gradients are clipped. A gradient that no float holds ends the run as not finite: no rule has a step for it, and
/// <see cref="SignSgd"/>, whose momentum it makes NaN, throws.
/// </summary>
/// <typeparam name="T">The rule.</typeparam>
/// <param name="create">Makes the rule with a rate.</param>
/// <param name="pace">Rate, decay and largest norm.</param>
internal readonly struct PacedRule<T>(Func<double, T> create, Pace pace) : IOptimizerRule
    where T : struct, IOptimizerRule
{
    public int StatesPerWeight => create(pace.Rate).StatesPerWeight;

    public void UpdateAll(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> states, long step)
    {
        foreach (float gradient in gradients)
        {
            if (!float.IsFinite(gradient))
            {
                weights.Fill(float.NaN);
                return;
            }
        }

        T rule = create(new InverseTime(pace.Decay).At(pace.Rate, step - 1));
        if (pace.ClipNorm == 0)
        {
            rule.UpdateAll(weights, gradients, states, step);
            return;
        }

        double squares = 0;
        foreach (float gradient in gradients)
            squares += (double)gradient * gradient;
        double norm = Math.Sqrt(squares);
        var clip = new ClipNorm(pace.ClipNorm);
        Span<float> clipped = gradients.Length <= 64 ? stackalloc float[gradients.Length] : new float[gradients.Length];
        for (int i = 0; i < gradients.Length; i++)
            clipped[i] = clip.Apply(gradients[i], norm);
        rule.UpdateAll(weights, clipped, states, step);
    }
}
