using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Layers;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Lowering.Network.Scheduling;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>The passes that turn a network's declaration into its program, in order; each leaves a text that tests read.</summary>
internal static class NetworkLowering
{
    /// <summary>Lowers a network.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="rearrange">Moves what the plan has placed, before anything refers to it: tests leave gaps and watch them.</param>
    public static NetworkProgram Run(NetworkSpec spec, Func<MemoryPlan, MemoryPlan>? rearrange = null)
    {
        var dumps = new List<(string Pass, string Text)>();
        GraphBuilder built = LayerBuilders.Build(spec);
        dumps.Add(("build", string.Concat(built.Operations.Select(static operation => operation.Formula + "\n"))));
        StepGraph graph = After("specialize", Specialize.Run(built, spec));
        graph = After("adjoint", Adjoint.Run(graph));
        graph = After("prune", Prune.Run(graph));
        StepGraph? sensitivity = Sensitivity.Run(graph);
        (StepGraph Graph, IReadOnlyList<Folding> Foldings)? fold = Fold.Run(graph);
        StepGraph? folded = fold?.Graph;
        StepGraph? curved = spec.HasCurvature ? After("curve", Curve.Run(graph)) : null;
        dumps.Add(("fold", string.Concat(folded?.Predict.Select(static operation => operation.Formula + "\n") ?? [])));
        Dictionary<ParameterSpec, ProductLayout> layouts = LayOut.Run(graph, sensitivity, spec);
        folded = folded is null ? null : Fuse.Run(folded);
        graph = After("fuse", Fuse.Run(graph));
        sensitivity = sensitivity is null ? null : Fuse.Run(sensitivity);
        dumps.Add(("layout", ProgramPrinter.Layouts(layouts)));
        FusedRule optimizer = Sequence([GraphBuilder.Fuse(spec.Optimizer), .. spec.Then.Select(static stage => GraphBuilder.Fuse(stage.Rule))]);
        MemoryPlan plan = Place.Run(spec, graph, sensitivity, folded, curved, layouts, optimizer);
        if (rearrange is not null)
            plan = rearrange(plan);
        dumps.Add(("place", ProgramPrinter.Plan(plan)));
        NetworkProgram program = Order.Run(spec, graph, sensitivity, folded, curved, plan, optimizer, dumps) with { Foldings = fold?.Foldings ?? [] };
        dumps.Add(("order", ProgramPrinter.Phases(program)));
        dumps.Add(("tile", ProgramPrinter.Tiling(program)));
        Verifier.Check(program);
        return program;

        StepGraph After(string pass, StepGraph result)
        {
            dumps.Add((pass, result.Dump()));
            return result;
        }
    }

    /// <summary>What the plan shows of a network: figures that its declaration is told.</summary>
    public static PlanFacts Facts(NetworkSpec spec)
    {
        StepGraph graph = Prune.Run(Adjoint.Run(Specialize.Run(LayerBuilders.Build(spec), spec)));
        Dictionary<ParameterSpec, ProductLayout> layouts = LayOut.Run(graph, Sensitivity.Run(graph), spec);
        ParameterSpec[] parameters = [.. spec.Layers.SelectMany(static layer => layer.Parameters)];
        // Not as slots, whose sizes are int: the sum may be what is too large.
        long padded = parameters.Where(parameter => !layouts.ContainsKey(parameter)).Sum(static parameter => parameter.IsLazy
            ? (long)parameter.Shape.Extents[0] * RowPadding.Stride(parameter.Shape.Extents[1] + 1)
            : RowPadding.Stride(parameter.Shape.Size));
        long copies = spec.Layers.SelectMany(static layer => layer.Buffers).Sum(static buffer => (long)RowPadding.Stride(buffer.Shape.Size));
        foreach (Product product in graph.Products)
        {
            ProductLayout layout = layouts[product.Weight];
            long asColumns = (long)product.Inputs * layout.Blocks * RowPadding.Stride(product.Outputs / layout.Blocks);
            padded += layout.IsTransposed ? (long)product.Outputs * RowPadding.Stride(product.Inputs) : asColumns;
            copies += layout.IsTransposed ? asColumns : 0;
        }

        long tensors = 1L + (spec.StoresGradients ? 1 : 0) + spec.Then.Select(static stage => stage.Rule).Prepend(spec.Optimizer)
            .Max(static rule => GraphBuilder.Fuse(rule).Facts.States.Count);
        long scalars = parameters.Sum(static parameter => parameter.Shape.LongSize);
        // A direction and the product stand as the parameters do.
        long floats = (padded * tensors) + copies + (spec.HasCurvature ? 2 * (padded + copies) : 0);
        return new PlanFacts(scalars, floats, OnceDifferentiable(spec, graph).ToEquatableArray(), Indivisible(spec, graph));
    }

    /// <summary>What needs the whole batch in one place, in words, or null.</summary>
    private static string? Indivisible(NetworkSpec spec, StepGraph graph)
    {
        if (spec.AccumulatesGradients)
            return "AccumulateGradients = true adds up batches by itself; give one step the larger batch";
        if (spec.Layers.OfType<EmbeddingLayer>().FirstOrDefault(static layer => layer.Weight.IsLazy) is { } table)
            return $"{table.Name} is lazy: only the vectors that were read are updated, and no process knows what the others have read; leave Lazy away";
        bool IsExtreme(Reduce reduce) => reduce.IsOfBatch && reduce.Statistics.Any(static statistic => statistic is Statistic.Maximum or Statistic.Minimum);
        return graph.Forward.OfType<Reduce>().FirstOrDefault(IsExtreme) is { } extreme
            ? $"{extreme.Result.Name} has the largest or smallest value of the batch, whose place one process alone would know; "
                + "take it of one example (Axis.Features)"
            : null;
    }

    /// <summary>The layers, and the loss, whose rules have no second derivatives.</summary>
    private static IEnumerable<string> OnceDifferentiable(NetworkSpec spec, StepGraph graph)
    {
        foreach (Map map in graph.Forward.OfType<Map>().Where(static map => !map.Rule.Facts.IsTwiceDifferentiable))
            yield return $"{spec.Layers[map.Layer].Name} ({map.Rule.Name})";
        if (spec.LossUse.Softmax is null && !GraphBuilder.Fuse(spec.Loss).Facts.IsTwiceDifferentiable)
            yield return $"the loss {spec.Loss.Name}";
    }

    /// <summary>Optimizers that follow one another are one rule to the kernels, a struct that stands in the network; they share the memory of their states.</summary>
    private static FusedRule Sequence(IReadOnlyList<FusedRule> optimizers) => optimizers.Count == 1 ? optimizers[0] : new FusedRule(
        string.Join("Then", optimizers.Select(static optimizer => optimizer.Name)),
        "OptimizerSequence",
        new RuleFacts
        {
            States = optimizers.Select(static optimizer => optimizer.Facts.States).OrderByDescending(static states => states.Count).First(),
            DerivativeForm = optimizers[0].Facts.DerivativeForm,
            Cost = optimizers.Sum(static optimizer => optimizer.Facts.Cost),
        });
}
