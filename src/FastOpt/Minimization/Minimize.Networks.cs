namespace FastOpt;

/// <content>Minimizers over a network and a whole data set: from the network's parameters, which are the best point's afterwards.</content>
public static partial class Minimize
{
    /// <summary>
    /// <see cref="Lbfgs{TObjective}"/> over a network and a data set, from the network's parameters; the best point is in the network afterwards. The first
    /// choice for networks.
    /// </summary>
    /// <typeparam name="TNetwork">A network declared with <see cref="NetworkAttribute.Curvature"/>.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
    /// <param name="objective">The network's loss over a data set.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.ForNetworks"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">A parameter of the network is not finite; an option is out of range.</exception>
    public static Minimum Lbfgs<TNetwork, TTarget>(
        NetworkObjective<TNetwork, TTarget> objective, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
        where TTarget : unmanaged => Loaded(objective, Lbfgs(objective, Start(objective), options ?? MinimizeOptions.ForNetworks, workspace));

    /// <summary>
    /// <see cref="NewtonCg{TObjective}"/> over a network and a data set, from the network's parameters; the best point is in the network afterwards.
    /// </summary>
    /// <typeparam name="TNetwork">A network declared with <see cref="NetworkAttribute.Curvature"/>.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
    /// <param name="objective">The network's loss over a data set.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.ForNetworks"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">A parameter of the network is not finite; an option is out of range.</exception>
    public static Minimum NewtonCg<TNetwork, TTarget>(
        NetworkObjective<TNetwork, TTarget> objective, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
        where TTarget : unmanaged => Loaded(objective, NewtonCg(objective, Start(objective), options ?? MinimizeOptions.ForNetworks, workspace));

    /// <summary>
    /// <see cref="Bfgs{TObjective}"/> over a network and a data set, from the network's parameters; the best point is in the network afterwards. For networks
    /// of a few hundred parameters.
    /// </summary>
    /// <typeparam name="TNetwork">A network declared with <see cref="NetworkAttribute.Curvature"/>.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
    /// <param name="objective">The network's loss over a data set.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.ForNetworks"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">A parameter of the network is not finite; an option is out of range.</exception>
    public static Minimum Bfgs<TNetwork, TTarget>(
        NetworkObjective<TNetwork, TTarget> objective, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
        where TTarget : unmanaged => Loaded(objective, Bfgs(objective, Start(objective), options ?? MinimizeOptions.ForNetworks, workspace));

    /// <summary>
    /// <see cref="ConjugateGradient{TObjective}"/> over a network and a data set, from the network's parameters; the best point is in the network afterwards.
    /// </summary>
    /// <typeparam name="TNetwork">A network declared with <see cref="NetworkAttribute.Curvature"/>.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
    /// <param name="objective">The network's loss over a data set.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.ForNetworks"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">A parameter of the network is not finite; an option is out of range.</exception>
    public static Minimum ConjugateGradient<TNetwork, TTarget>(
        NetworkObjective<TNetwork, TTarget> objective, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
        where TTarget : unmanaged => Loaded(objective, ConjugateGradient(objective, Start(objective), options ?? MinimizeOptions.ForNetworks, workspace));

    /// <summary>
    /// <see cref="GradientDescent{TObjective}"/> over a network and a data set, from the network's parameters; the best point is in the network afterwards.
    /// </summary>
    /// <typeparam name="TNetwork">A network declared with <see cref="NetworkAttribute.Curvature"/>.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
    /// <param name="objective">The network's loss over a data set.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.ForNetworks"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">A parameter of the network is not finite; an option is out of range.</exception>
    public static Minimum GradientDescent<TNetwork, TTarget>(
        NetworkObjective<TNetwork, TTarget> objective, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
        where TTarget : unmanaged => Loaded(objective, GradientDescent(objective, Start(objective), options ?? MinimizeOptions.ForNetworks, workspace));

    /// <summary>
    /// <see cref="With{TOptimizer, TObjective}"/> over a network and a data set, from the network's parameters; the best point is in the network afterwards.
    /// The network's own optimizer, its states and its step count take no part.
    /// </summary>
    /// <typeparam name="TOptimizer">A struct marked <c>[Optimizer]</c>.</typeparam>
    /// <typeparam name="TNetwork">A network declared with <see cref="NetworkAttribute.Curvature"/>.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
    /// <param name="optimizer">The rule.</param>
    /// <param name="objective">The network's loss over a data set.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.ForNetworks"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">A parameter of the network is not finite; an option is out of range.</exception>
    public static Minimum With<TOptimizer, TNetwork, TTarget>(
        TOptimizer optimizer, NetworkObjective<TNetwork, TTarget> objective, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TOptimizer : struct, IOptimizerRule
        where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
        where TTarget : unmanaged => Loaded(objective, With(optimizer, objective, Start(objective), options ?? MinimizeOptions.ForNetworks, workspace));

    private static ReadOnlySpan<double> Start<TNetwork, TTarget>(NetworkObjective<TNetwork, TTarget> objective)
        where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(objective);
        return objective.Start();
    }

    private static Minimum Loaded<TNetwork, TTarget>(NetworkObjective<TNetwork, TTarget> objective, Minimum minimum)
        where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
        where TTarget : unmanaged
    {
        objective.Load(minimum.Point);
        return minimum;
    }
}
