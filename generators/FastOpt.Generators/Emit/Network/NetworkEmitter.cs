using FastOpt.Generators.Emit.Kernels;
using FastOpt.Generators.Emit.Network.Members;
using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the file that a reader opens first: plan, public members, step. The kernels stand in a file of their own for each vector width. All that is not public
/// stands in one nested type, so that the user's own members meet nothing of it.
/// </summary>
internal static class NetworkEmitter
{
    private static readonly Action<SourceWriter, NetworkText>[] Parts =
    [
        ConstructionMembers.Emit,
        TrainingMembers.Emit,
        CurvatureMembers.Emit,
        ScheduleMembers.Emit,
        PredictionMembers.Emit,
        ParameterMembers.Emit,
        StateMembers.Emit,
        CompiledEmitter.Emit,
    ];

    public static IEnumerable<GeneratedFile> EmitAll(NetworkProgram program) =>
        [
            Emit(program),
            .. program.Kernels.All(static method => method.Kernel.IsOfAnyWidth) ? [] : VectorTarget.All.Select(target => KernelEmitter.Emit(program, target)),
        ];

    public static GeneratedFile Emit(NetworkProgram program)
    {
        NetworkSpec spec = program.Spec;
        var text = new NetworkText(program);
        return FileFrame.Write(
            spec.Declaration,
            HintNames.For(spec.Declaration.FileStem, "network"),
            PlanComment.Lines(program),
            writer => text.Emit(writer, Parts),
            bases: " : " + string.Join(", ", Interfaces(text)),
            isShort: true);
    }

    private static IEnumerable<string> Interfaces(NetworkText text)
    {
        yield return $"global::FastOpt.INetwork<{text.Type}, {text.Target}>";
        yield return "global::FastOpt.INetworkGraph";
        if (text.Spec.Optimizer.Accessibility == "public")
            yield return $"global::FastOpt.IOptimizedBy<{text.Spec.Optimizer.TypeName}>";
        if (text.Spec.OptimizerInForce.LearningRateType is not null)
            yield return "global::FastOpt.IScheduled";
        if (text.Spec.AccumulatesGradients)
            yield return $"global::FastOpt.IGradientAccumulation<{text.Target}>";
        if (text.Spec.IsDistributed)
            yield return $"global::FastOpt.IDistributed<{text.Target}>";
        if (text.Spec.HasExampleWeights)
            yield return $"global::FastOpt.IExampleWeights<{text.Target}>";
        if (text.Program.InputGradients.Count > 0)
            yield return $"global::FastOpt.IInputGradients<{text.Target}>";
        if (text.Spec.HasCurvature)
            yield return $"global::FastOpt.ICurvature<{text.Target}>";
        if (text.Program.Norms.Count > 0)
            yield return "global::FastOpt.IGradientNorm";
        if (text.Spec.NonFinite == NonFiniteStep.SkipStep)
            yield return "global::FastOpt.ISkippedSteps";
    }
}
