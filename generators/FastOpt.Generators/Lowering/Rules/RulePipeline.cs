using FastOpt.Generators.Lowering.Ir;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>A pass: from one state of a rule to the next.</summary>
/// <param name="Name">The name under which a trace shows its result.</param>
/// <param name="Run">The rewrite.</param>
internal sealed record Pass(string Name, Func<RuleIr, RuleIr> Run);

/// <summary>
/// The passes in their order, in one place. Inlining, which makes the first state of a <see cref="RuleIr"/>, and differentiation, which only some kinds ask for,
/// stand in <see cref="RuleLowering"/>, before and between them. Uniforms are hoisted after differentiation, because the derivative of a
/// product of uniforms is one more uniform.
/// </summary>
internal static class RulePipeline
{
    /// <summary>What runs before differentiation.</summary>
    public static IReadOnlyList<Pass> Before { get; } = [new("classify", Classify.Run)];

    /// <summary>What runs after it.</summary>
    public static IReadOnlyList<Pass> After { get; } =
    [
        new("erase", EraseGiven.Run),
        new("flush", FlushStates.Run),
        new("simplify", Simplify.Run),
        new("output", RecognizeOutput.Run),
        new("reciprocal", ShareReciprocals.Run),
        new("expand", ExpandFunctions.Run),
        new("bounds", RecognizeBounds.Run),
        new("guard", GuardThrowing.Run),
        new("hoist", HoistUniforms.Run),
        new("contract", ContractMultiplyAdd.Run),
    ];

    /// <summary>Runs the passes; <paramref name="trace"/> sees the state after each.</summary>
    public static RuleIr Run(this RuleIr ir, IReadOnlyList<Pass> passes, Trace? trace)
    {
        foreach (Pass pass in passes)
        {
            ir = pass.Run(ir);
            trace?.Invoke(pass.Name, ir);
        }

        return ir;
    }
}

/// <summary>Sees the state of a rule after each pass; see <see cref="IrPrinter"/> for its text.</summary>
internal delegate void Trace(string pass, RuleIr state);
