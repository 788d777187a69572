using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Layers;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Lowering.Network.Scheduling;
using FastOpt.Generators.Model;

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
        var budget = KernelBudget.Of(graph, spec);
        graph = After("fuse", Fuse.Run(graph, budget.OfAnyShape));
        sensitivity = sensitivity is null ? null : Fuse.Run(sensitivity, budget.OfAnyShape);
        Dictionary<ParameterSpec, ProductLayout> layouts = LayOut.Run(graph, spec, budget.OfAnyShape);
        dumps.Add(("layout", ProgramPrinter.Layouts(layouts)));
        FusedRule optimizer = Sequence([GraphBuilder.Fuse(spec.Optimizer), .. spec.Then.Select(static stage => GraphBuilder.Fuse(stage.Rule))]);
        MemoryPlan plan = Place.Run(spec, graph, sensitivity, layouts, optimizer);
        if (rearrange is not null)
            plan = rearrange(plan);
        dumps.Add(("place", ProgramPrinter.Plan(plan)));
        NetworkProgram program = Order.Run(spec, graph, sensitivity, plan, layouts, optimizer, dumps);
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
        var budget = KernelBudget.Of(graph, spec);
        long parameters = spec.Layers.SelectMany(static layer => layer.Parameters).Sum(static parameter => parameter.Shape.LongSize);
        long padded = 0;
        long copies = 0;
        foreach (Product product in graph.Products)
        {
            int blocks = budget.OfAnyShape.Contains(product.Weight) ? 1 : ColumnBlocks.Of(product, graph.HasInputProduct(product), spec.StoresGradients);
            padded += (product.Inputs + 1L) * blocks * RowPadding.Stride(product.Outputs / blocks);
            copies += RowPadding.IsNarrow(product.Inputs, product.Outputs) ? (long)product.Inputs * RowPadding.Stride(product.Outputs) : 0;
        }

        long tensors = 1L + (spec.StoresGradients ? 1 : 0) + spec.Then.Select(static stage => stage.Rule).Prepend(spec.Optimizer).Max(static rule => GraphBuilder.Fuse(rule).Facts.States.Count);
        return new PlanFacts(parameters, (padded * tensors) + copies, budget.Shapes, budget.OfAnyShape.Count);
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
