using FastOpt.Mgh;

namespace FastOpt.Tests.Minimization;

/// <summary>The minimizers.</summary>
public enum Method
{
    Bfgs,
    Lbfgs,
    NewtonCg,
    ConjugateGradient,
    GradientDescent,
}

/// <summary>Calls a minimizer by its name.</summary>
internal static class Methods
{
    public static Minimum Run<TObjective>(
        Method method, TObjective objective, ReadOnlySpan<double> start, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective => method switch
        {
            Method.Bfgs => Minimize.Bfgs(objective, start, options, workspace),
            Method.Lbfgs => Minimize.Lbfgs(objective, start, options, workspace),
            Method.NewtonCg => Minimize.NewtonCg(objective, start, options, workspace),
            Method.ConjugateGradient => Minimize.ConjugateGradient(objective, start, options, workspace),
            _ => Minimize.GradientDescent(objective, start, options, workspace),
        };

    /// <summary>Minimizes a problem, from its own start unless there is another.</summary>
    public static Minimum Run(
        this MghProblem problem, Method method, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null, double[]? start = null) =>
        Run(method, problem.Objective, start ?? problem.Start, options, workspace);
}
