using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Layers;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Lowering.Network.Scheduling;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>The pass that makes a phase of each operation: its kernel, and what the kernel's parameters are bound to. Neighbouring phases that threads share in one way are a run.</summary>
internal static class Order
{
    public static NetworkProgram Run(
        NetworkSpec spec,
        StepGraph graph,
        StepGraph? sensitivity,
        StepGraph? folded,
        StepGraph? curved,
        MemoryPlan plan,
        FusedRule optimizer,
        IReadOnlyList<(string Pass, string Text)> dumps)
    {
        var binder = new PhaseBinder(spec, graph, plan);
        var training = new RowSource(binder, plan.BatchSlots, graph.Loss);
        var prediction = new RowSource(binder, plan.PredictionSlots, graph.PredictionLoss);
        RowSource? fold = folded is null ? null : new RowSource(binder, plan.FoldedSlots, folded.PredictionLoss);
        RowSource? curvature = curved is null ? null : new RowSource(binder, plan.CurvatureSlots, curved.Loss);
        FusedRule[] gradientRules = [.. spec.GradientRules.Select(GraphBuilder.Fuse)];
        var gradients = new GradientPhases(training, gradientRules, optimizer);
        EquatableArray<Phase> forward = Phases(graph.Forward, training);
        Phase loss = ForwardPhases.Of(graph.Loss, training);
        EquatableArray<Phase> backward =
        [
            .. WindowPhases.Sums(graph.Loss.Makes, training),
            .. graph.Backward.SelectMany(operation => WindowPhases.Sums(operation.Makes, training).Prepend(ForwardPhases.Of(operation, training))),
        ];
        EquatableArray<Phase> stored = plan.StoresGradients ? gradients.Stored() : [];
        EquatableArray<NormPass> norms = gradients.Norms();
        EquatableArray<Phase> updates = plan.StoresGradients ? gradients.LastPass() : gradients.Updates();
        return new NetworkProgram
        {
            Spec = spec,
            Plan = plan,
            Graph = graph,
            Optimizer = optimizer,
            GradientRules = gradientRules.ToEquatableArray(),
            Loss = GraphBuilder.Fuse(spec.Loss),
            Forward = forward,
            LossPhase = loss,
            Backward = backward,
            StoredGradients = stored,
            Running = plan.StoresGradients ? gradients.Running() : [],
            Norms = norms,
            Updates = updates,
            Gradients = gradients.Canonical(),
            Predict = Phases(graph.Predict, prediction),
            PredictLoss = ForwardPhases.Of(graph.PredictionLoss, prediction),
            Outputs = (training.Slot(graph.Output), prediction.Slot(graph.Prediction)),
            Folded = fold is null ? [] : Phases(folded!.Predict, fold),
            FoldedOutput = fold?.Slot(folded!.Prediction),
            InputGradients = sensitivity is null ? [] : Phases([.. sensitivity.Forward, sensitivity.Loss, .. sensitivity.Backward], new RowSource(binder, plan.SensitivitySlots, sensitivity.Loss)),
            Curvature = curvature is null ? [] : Phases([.. curved!.Forward, curved.Loss, .. curved.Backward], curvature),
            CurvatureGradients = curvature is null ? [] : new GradientPhases(curvature, gradientRules, optimizer).Tangents(curved!.Gradients),
            Sharing = Sharing.Of(graph, plan),
            Kernels = binder.Kernels.ToEquatableArray(),
            Dumps = dumps,
        };
    }

    private static EquatableArray<Phase> Phases(IEnumerable<Operation> operations, RowSource rows) => operations.Select(operation => ForwardPhases.Of(operation, rows)).ToEquatableArray();
}
