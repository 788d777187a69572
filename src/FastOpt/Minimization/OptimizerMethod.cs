namespace FastOpt;

/// <summary>The loop of an optimizer's rule over an objective.</summary>
internal static class OptimizerMethod
{
    public static Minimum Run<TOptimizer, TObjective>(TOptimizer optimizer, ref Descent<TObjective> descent, Span<float> memory)
        where TOptimizer : struct, IOptimizerRule
        where TObjective : IObjective
    {
        int n = descent.Dimension;
        Span<float> weights = memory[..n], gradients = memory.Slice(n, n), states = memory[(2 * n)..];
        states.Clear();
        for (int i = 0; i < n; i++)
            weights[i] = (float)descent.X[i];
        for (long step = 1; ; step++)
        {
            if (descent.MeetsTolerance(out MinimumStatus status))
                return descent.Converged(status);
            if (descent.IsOver(out status))
                return descent.Ended(status);
            for (int i = 0; i < n; i++)
                gradients[i] = (float)descent.Gradient[i];
            optimizer.UpdateAll(weights, gradients, states, step);
            for (int i = 0; i < n; i++)
                descent.Trial[i] = weights[i];
            if (!Vectors.AreFinite(descent.Trial))
                return descent.Ended(MinimumStatus.NotFinite);
            descent.EvaluateTrial();
            descent.Accept();
        }
    }
}
