using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>
/// The last pass: holds a program to what every kernel relies on. What is bound fits the kernel's parameters; nothing is read before it is written; what is alive at one time stands apart; every
/// element that is written has one owner among the threads.
/// </summary>
internal static class Verifier
{
    public static void Check(NetworkProgram program)
    {
        CheckKinds(program);
        CheckOrder("the step", [.. program.Forward, program.LossPhase, .. program.Backward, .. program.StoredGradients, .. program.StoredGradients.Count > 0 ? [] : program.Updates]);
        CheckOrder("the gradients", [.. program.Forward, program.LossPhase, .. program.Backward, .. program.Gradients]);
        CheckOrder("the prediction", [.. program.Predict, program.PredictLoss]);
        CheckLives("the step", [.. program.Forward, program.LossPhase, .. program.Backward], [.. program.StoredGradients, .. program.Updates, .. program.Gradients]);
        CheckLives("the prediction", [.. program.Predict, program.PredictLoss], []);
        CheckOrder("the gradient of the inputs", program.InputGradients);
        CheckLives("the gradient of the inputs", program.InputGradients, []);
        CheckOrder("the folded prediction", program.Folded);
        CheckLives("the folded prediction", program.Folded, []);
        CheckOrder("the Hessian-vector product", [.. program.Curvature, .. program.CurvatureGradients]);
        CheckLives("the Hessian-vector product", program.Curvature, program.CurvatureGradients);
        CheckFoldings(program);
        CheckFixed(program.Plan);
        CheckOwners(program);
    }

    private static void CheckKinds(NetworkProgram program)
    {
        foreach (Phase phase in All(program))
        {
            foreach (Binding binding in phase.Bindings)
            {
                if (binding.Operand.Kind != binding.Parameter.Kind)
                    Fail($"{phase.Kernel.Name} takes {binding.Parameter.Kind} for {binding.Parameter.Name}, but {binding.Operand} is bound to it");
            }

            string[] names = [.. phase.Kernel.Kernel.Parameters.Select(static parameter => parameter.Name)];
            if (!names.SequenceEqual(phase.Bindings.Select(static binding => binding.Parameter.Name)))
                Fail($"{phase.Kernel.Name} takes {string.Join(", ", names)}, but {string.Join(", ", phase.Bindings.Select(static binding => binding.Parameter.Name))} are bound");
        }
    }

    private static void CheckOrder(string what, IReadOnlyList<Phase> phases)
    {
        var rows = new HashSet<BatchSlot>();
        var values = new HashSet<FixedSlot>();
        var sums = new HashSet<SectionSlot>();
        foreach (Phase phase in phases)
        {
            foreach ((BatchSlot slot, Access access) in phase.RowBindings)
            {
                if ((access & Access.Reads) != 0 && !rows.Contains(slot))
                    Fail($"{what} reads {slot.Name} in {phase.Kernel.Name} before it is written");
            }

            foreach (Binding binding in phase.Bindings.Where(static binding => binding.Operand is Operand.Whole))
            {
                if ((binding.Parameter.Access & Access.Reads) != 0 && !values.Contains(((Operand.Whole)binding.Operand).Slot))
                    Fail($"{what} reads {((Operand.Whole)binding.Operand).Slot.Name} in {phase.Kernel.Name} before it is written");
                if ((binding.Parameter.Access & Access.Writes) != 0)
                    values.Add(((Operand.Whole)binding.Operand).Slot);
            }

            foreach (Binding binding in phase.Bindings.Where(static binding => binding.Operand is Operand.SectionSums))
            {
                SectionSlot slot = ((Operand.SectionSums)binding.Operand).Slot;
                if ((binding.Parameter.Access & Access.Reads) == 0)
                    sums.Add(slot);
                else if (!sums.Contains(slot))
                    Fail($"{what} reads the sums of {slot.Tensor.Name} in {phase.Kernel.Name} before they are made");
            }

            rows.UnionWith(phase.RowBindings.Where(static item => (item.Access & Access.Writes) != 0).Select(static item => item.Slot));
        }
    }

    /// <summary>Rows that are alive at one time stand apart; those that share memory are equally wide, so that threads at different phases never meet.</summary>
    /// <param name="what">The program.</param>
    /// <param name="phases">Its phases, one behind the other.</param>
    /// <param name="last">The phases behind these, which threads run in any order.</param>
    private static void CheckLives(string what, IReadOnlyList<Phase> phases, IEnumerable<Phase> last)
    {
        var lives = new Dictionary<BatchSlot, (int First, int Last)>();
        foreach ((Phase phase, int time) in phases.Select(static (phase, i) => (phase, i)).Concat(last.Select(phase => (phase, phases.Count))))
        {
            foreach (BatchSlot slot in phase.Rows)
                lives[slot] = (lives.TryGetValue(slot, out (int First, int Last) life) ? life.First : time, time);
        }

        BatchSlot[] slots = [.. lives.Keys];
        for (int i = 0; i < slots.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (BatchSlot one, BatchSlot other) = (slots[i], slots[j]);
                if (one.Offset + one.Stride <= other.Offset || other.Offset + other.Stride <= one.Offset)
                    continue;
                if (one.Offset != other.Offset || one.Stride != other.Stride)
                    Fail($"{what} lets {one.Name} and {other.Name} share memory, but their rows do not stand on one another");
                if (lives[one].First <= lives[other].Last && lives[other].First <= lives[one].Last)
                    Fail($"{what} lets {one.Name} and {other.Name} share memory while both are alive");
            }
        }
    }

    /// <summary>What a folded map took is read by nothing else, for it is no longer what it was.</summary>
    private static void CheckFoldings(NetworkProgram program)
    {
        HashSet<string> taken = [.. program.Foldings.SelectMany(static folding => folding.Operands).Select(static tensor => tensor.Name)];
        foreach (Phase phase in program.Folded)
        {
            if (phase.Arguments.OfType<Operand.Parameter>().FirstOrDefault(parameter => taken.Contains(parameter.Slot.Name)) is { } parameter)
                Fail($"the folded prediction reads {parameter.Slot.Name} in {phase.Kernel.Name}, which is folded");
        }
    }

    private static void CheckFixed(MemoryPlan plan)
    {
        IEnumerable<(string Name, int Start, int Floats)> regions =
        [
            .. plan.Parameters.Concat(plan.Buffers).Select(static slot => (slot.Name, slot.Offset, slot.PaddedCount)),
            .. plan.Parameters.Where(static slot => slot.IsTransposed).Select(static slot => (slot.Name + " for forward", slot.ForwardOffset, slot.ForwardFloats)),
            .. plan.FixedSlots.Select(slot => (slot.Name, plan.FixedSlotOffset + slot.Offset, slot.Floats)),
            .. plan.SectionSlots.Select(slot => ($"the sums of {slot.Tensor.Name}", plan.SectionOffset + slot.Offset, slot.Floats)),
            .. plan.HasCurvature ? new[] { ("the direction", plan.DirectionOffset, plan.CurvatureFloats) } : [],
        ];
        (string Name, int Start, int Floats)[] ordered = [.. regions.OrderBy(static region => region.Start)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i - 1].Start + ordered[i - 1].Floats > ordered[i].Start)
                Fail($"{ordered[i - 1].Name} and {ordered[i].Name} overlap");
        }

        if (ordered.Length > 0 && ordered[ordered.Length - 1].Start + ordered[ordered.Length - 1].Floats > plan.FixedFloats)
            Fail($"{ordered[ordered.Length - 1].Name} reaches into the rows of the batch");
    }

    private static void CheckOwners(NetworkProgram program)
    {
        Phase[] ofRows =
        [
            .. program.Forward, program.LossPhase, .. program.Backward, .. program.Predict, program.PredictLoss, .. program.InputGradients, .. program.Folded,
        ];
        foreach (Phase phase in ofRows)
        {
            if (!phase.Arguments.Any(static operand => operand is Operand.Batch or Operand.RowsOfBlock))
                Fail($"{phase.Kernel.Name} does not say which rows are a thread's own");
        }

        foreach (Pass pass in Passes(program))
        {
            foreach (Phase phase in pass.Phases)
            {
                bool isDivided = phase.Arguments.Any(static operand => operand is Operand.FirstRow or Operand.FirstFloat or Operand.FirstColumn or Operand.Share);
                if (!phase.Kernel.Kernel.IsWhole && !isDivided)
                    Fail($"{phase.Kernel.Name} would run on every thread, for it is neither divided nor whole");
            }

            string? twice = pass.Phases.SelectMany(Written).GroupBy(static name => name).FirstOrDefault(static group => group.Count() > 1)?.Key;
            if (twice is not null)
                Fail($"{pass.Name} writes {twice} twice");
        }
    }

    /// <summary>The tensors whose values or stored gradients a phase writes.</summary>
    private static IEnumerable<string> Written(Phase phase) => phase.Bindings.Where(static binding => (binding.Parameter.Access & Access.Writes) != 0)
        .Select(static binding => binding.Operand is Operand.OfBlock { Entire: var entire } ? entire : binding.Operand)
        .Select(static operand => operand switch
        {
            Operand.Parameter parameter => parameter.Slot.Name,
            Operand.StoredGradient gradient => "∂" + gradient.Slot.Name,
            Operand.ForwardWeight weight => weight.Slot.Name + " for forward",
            _ => "",
        }).Where(static name => name.Length > 0);

    private static IEnumerable<Pass> Passes(NetworkProgram program) =>
    [
        new("the update", program.Updates),
        new("the pass that stores gradients", program.StoredGradients),
        .. program.Norms.Select(static norm => new Pass("the pass before a norm", norm.Before)),
    ];

    private static IEnumerable<Phase> All(NetworkProgram program) =>
    [
        .. program.Forward, program.LossPhase, .. program.Backward, .. program.StoredGradients, .. program.Running,
        .. program.Norms.SelectMany(static norm => norm.Before), .. program.Updates, .. program.Gradients,
        .. program.Predict, program.PredictLoss, .. program.InputGradients, .. program.Folded, .. program.Curvature, .. program.CurvatureGradients,
    ];

    private static void Fail(string what) => throw new InvalidOperationException($"The program is wrong: {what}.");

    private sealed record Pass(string Name, IEnumerable<Phase> Phases);
}
