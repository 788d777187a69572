using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints the method of one kind of kernel, and the methods that it calls, for one vector width.</summary>
internal delegate void KernelPrinter(SourceWriter writer, VectorTarget target, KernelMethod method);

/// <summary>One emitter for each kind of kernel.</summary>
internal static class KernelEmitters
{
    private static readonly Dictionary<Type, KernelPrinter> Table = new()
    {
        [typeof(LoadKernel)] = static (writer, _, method) => RowEmitter.Load(writer, method, (LoadKernel)method.Kernel),
        [typeof(ForwardKernel)] = static (writer, _, method) => ProductEmitter.Forward(writer, method, (ForwardKernel)method.Kernel),
        [typeof(ActivationKernel)] = static (writer, _, method) => ActivationEmitter.Map(writer, method, (ActivationKernel)method.Kernel),
        [typeof(ActivationGradientKernel)] = static (writer, _, method) => ActivationEmitter.Gradient(writer, method, (ActivationGradientKernel)method.Kernel),
        [typeof(DrawKernel)] = static (writer, _, method) => StatisticsEmitter.Draw(writer, method, (DrawKernel)method.Kernel),
        [typeof(RowStatisticsKernel)] = static (writer, _, method) => StatisticsEmitter.Rows(writer, method, (RowStatisticsKernel)method.Kernel),
        [typeof(BatchStatisticsKernel)] = static (writer, _, method) => StatisticsEmitter.Batch(writer, method, (BatchStatisticsKernel)method.Kernel),
        [typeof(RunningKernel)] = static (writer, _, method) => StatisticsEmitter.Run(writer, method, (RunningKernel)method.Kernel),
        [typeof(MapKernel)] = static (writer, target, method) => RuleKernelEmitter.Emit(writer, target, method, (MapKernel)method.Kernel),
        [typeof(MapGradientKernel)] = static (writer, target, method) => RuleKernelEmitter.Emit(writer, target, method, (MapGradientKernel)method.Kernel),
        [typeof(MapSumsKernel)] = static (writer, target, method) => MapSumsEmitter.Emit(writer, target, method, (MapSumsKernel)method.Kernel),
        [typeof(SumKernel)] = static (writer, _, method) => StatisticsEmitter.Sums(writer, method, (SumKernel)method.Kernel),
        [typeof(CombineKernel)] = static (writer, _, method) => RowEmitter.Combine(writer, method, (CombineKernel)method.Kernel),
        [typeof(ConcatKernel)] = static (writer, _, method) => RowEmitter.Concat(writer, method, (ConcatKernel)method.Kernel),
        [typeof(HandOutKernel)] = static (writer, _, method) => RowEmitter.HandOut(writer, method, (HandOutKernel)method.Kernel),
        [typeof(FirstInputGradientKernel)] = static (writer, _, method) => RowEmitter.FirstInputGradient(writer, method, (FirstInputGradientKernel)method.Kernel),
        [typeof(SliceKernel)] = static (writer, _, method) => RowEmitter.Slice(writer, method, (SliceKernel)method.Kernel),
        [typeof(InputGradientKernel)] = static (writer, _, method) => ProductEmitter.InputGradient(writer, method, (InputGradientKernel)method.Kernel),
        [typeof(WeightGradientKernel)] = static (writer, _, method) => GradientEmitter.Weight(writer, method, (WeightGradientKernel)method.Kernel),
        [typeof(BiasGradientKernel)] = static (writer, _, method) => GradientEmitter.Bias(writer, method, (BiasGradientKernel)method.Kernel),
        [typeof(ConvolutionKernel)] = static (writer, _, method) => WindowEmitter.Forward(writer, method, (ConvolutionKernel)method.Kernel),
        [typeof(ConvolutionInputGradientKernel)] = static (writer, _, method) =>
            WindowEmitter.InputGradient(writer, method, (ConvolutionInputGradientKernel)method.Kernel),
        [typeof(ConvolutionWeightGradientKernel)] = static (writer, _, method) =>
            WindowEmitter.WeightGradient(writer, method, (ConvolutionWeightGradientKernel)method.Kernel),
        [typeof(ConvolutionBiasGradientKernel)] = static (writer, _, method) =>
            WindowEmitter.BiasGradient(writer, method, (ConvolutionBiasGradientKernel)method.Kernel),
        [typeof(ConvolutionWeightSumsKernel)] = static (writer, _, method) =>
            WindowEmitter.WeightSums(writer, method, (ConvolutionWeightSumsKernel)method.Kernel),
        [typeof(SectionWeightGradientKernel)] = static (writer, _, method) =>
            WindowEmitter.WeightGradient(writer, method, (SectionWeightGradientKernel)method.Kernel),
        [typeof(ConvolutionBiasSumsKernel)] = static (writer, _, method) => WindowEmitter.BiasSums(writer, method, (ConvolutionBiasSumsKernel)method.Kernel),
        [typeof(SectionBiasGradientKernel)] = static (writer, _, method) =>
            WindowEmitter.BiasGradient(writer, method, (SectionBiasGradientKernel)method.Kernel),
        [typeof(PoolKernel)] = static (writer, _, method) => WindowEmitter.Pool(writer, method, (PoolKernel)method.Kernel),
        [typeof(PoolGradientKernel)] = static (writer, _, method) => WindowEmitter.PoolGradient(writer, method, (PoolGradientKernel)method.Kernel),
        [typeof(TurnKernel)] = static (writer, _, method) => WindowEmitter.Turn(writer, method, (TurnKernel)method.Kernel),
        [typeof(LookupKernel)] = static (writer, _, method) => LookupEmitter.Forward(writer, method, (LookupKernel)method.Kernel),
        [typeof(LookupPassedKernel)] = static (writer, _, method) => LookupEmitter.Passed(writer, method, (LookupPassedKernel)method.Kernel),
        [typeof(LookupGradientKernel)] = static (writer, _, method) => LookupEmitter.Gradient(writer, method, (LookupGradientKernel)method.Kernel),
        [typeof(StoredUpdateKernel)] = static (writer, _, method) => UpdateEmitter.Stored(writer, method, (StoredUpdateKernel)method.Kernel),
        [typeof(LossKernel)] = static (writer, _, method) => LossEmitter.Emit(writer, method, (LossKernel)method.Kernel),
        [typeof(ZerosKernel)] = static (writer, _, method) => TangentCallEmitter.Zeros(writer, method, (ZerosKernel)method.Kernel),
        [typeof(SpreadKernel)] = static (writer, _, method) => TangentCallEmitter.Spread(writer, method, (SpreadKernel)method.Kernel),
        [typeof(TrainedTangentKernel)] = static (writer, _, method) => TangentCallEmitter.Trained(writer, method, (TrainedTangentKernel)method.Kernel),
        [typeof(StatisticsTangentKernel)] = static (writer, _, method) => TangentCallEmitter.Statistics(writer, method, (StatisticsTangentKernel)method.Kernel),
        [typeof(ThroughStatisticKernel)] = static (writer, _, method) => TangentCallEmitter.Through(writer, method, (ThroughStatisticKernel)method.Kernel),
        [typeof(PoolTangentKernel)] = static (writer, _, method) => TangentCallEmitter.Pool(writer, method, (PoolTangentKernel)method.Kernel),
        [typeof(LookupTangentKernel)] = static (writer, _, method) => TangentCallEmitter.Lookup(writer, method, (LookupTangentKernel)method.Kernel),
        [typeof(ActivationCurvatureKernel)] = static (writer, target, method) =>
            TangentEmitter.Activation(writer, target, method, (ActivationCurvatureKernel)method.Kernel),
        [typeof(MapTangentKernel)] = static (writer, target, method) => TangentEmitter.Map(writer, target, method, (MapTangentKernel)method.Kernel),
        [typeof(MapGradientTangentsKernel)] = static (writer, target, method) =>
            TangentEmitter.MapGradients(writer, target, method, (MapGradientTangentsKernel)method.Kernel),
        [typeof(LossTangentKernel)] = static (writer, target, method) => TangentEmitter.Loss(writer, target, method, (LossTangentKernel)method.Kernel),
    };

    /// <summary>Prints a kernel.</summary>
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method) => Table[method.Kernel.GetType()](writer, target, method);
}
