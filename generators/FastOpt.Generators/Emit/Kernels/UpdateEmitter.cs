using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using static FastOpt.Generators.Emit.Kernels.RuntimeCall;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints gradient rules and optimizer: as one value that kernels of the runtime take, and as passes over stored gradients.</summary>
internal static class UpdateEmitter
{
    /// <summary>The values of a chain under the names of its kernel's parameters.</summary>
    public static string Argument(UpdateChain chain) => Argument(chain, UpdateChain.RuleName, "optimizer");

    /// <summary>
    /// "in optimizer", or "new engine::RuledUpdate&lt;…&gt;(rule0, optimizer)": the values of a chain; without an optimizer those of its rules.
    /// </summary>
    /// <param name="chain">The chain.</param>
    /// <param name="ruleName">The values of the gradient rule at a position.</param>
    /// <param name="optimizerName">Those of the optimizer.</param>
    public static string Argument(UpdateChain chain, Func<int, string> ruleName, string optimizerName)
    {
        (string rulesType, string rules) = RulesOf(chain, ruleName);
        if (chain.Optimizer is not { } optimizer)
            return chain.Rules.Count == 1 ? "in " + rules : rules;
        string optimizerType = optimizer.TypeName + ".Coefficients";
        return chain.Rules.Count == 0 ? "in " + optimizerName : $"new engine::RuledUpdate<{rulesType}, {optimizerType}>({rules}, {optimizerName})";
    }

    /// <summary>A pass over weights and their stored gradients.</summary>
    public static void Stored(SourceWriter writer, KernelMethod method, StoredUpdateKernel kernel)
    {
        UpdateChain chain = kernel.End.Chain;
        Print(
            writer,
            method,
            $"StoredUpdate.{(chain.Optimizer is null ? "Apply" : "Update")}{(kernel.Rows is null ? "" : "Rows")}",
            "ref weights",
            "ref gradients",
            kernel.Scales ? "gradientScale" : "1f",
            Argument(chain),
            chain.Optimizer is null ? "" : Number(kernel.End.StateDistance),
            kernel.Rows is var (width, stride) ? $"{Number(width)}, {Number(stride)}" : "",
            "first, end");
    }

    /// <summary>The gradient rules as pairs of pairs.</summary>
    private static (string Type, string Value) RulesOf(UpdateChain chain, Func<int, string> ruleName)
    {
        (string type, string value) = ("", "");
        for (int i = 0; i < chain.Rules.Count; i++)
        {
            (string own, string name) = (chain.Rules[i].TypeName + ".Coefficients", ruleName(i));
            (type, value) = i == 0 ? (own, name) : ($"engine::RulePair<{type}, {own}>", $"new engine::RulePair<{type}, {own}>({value}, {name})");
        }

        return (type, value);
    }
}
