namespace FastOpt;

/// <summary>
/// Declares a block: the attributes that follow on the same class, in source order, are layers, which networks and other blocks take over with <see cref="StackAttribute{TBlock}"/>. Nothing is
/// compiled of the block itself.
/// </summary>
/// <example>
/// <code>
/// [Block, Dense(64), BatchNorm, Relu, Dense(64), BatchNorm, Add(Block.Input), Relu]
/// public partial class Residual;
///
/// [Network(64), Stack&lt;Residual&gt;(Times = 4), Dense(10), SoftmaxCrossEntropy]
/// public sealed partial class Classifier;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BlockAttribute : Attribute;

/// <summary>What a block's own layers can name.</summary>
public static class Block
{
    /// <summary>The value that enters the block: <c>[Add(Block.Input)]</c>.</summary>
    public const string Input = "block.input";
}

/// <summary>The layers of a block, once or several times in a row, each time with parameters of their own.</summary>
/// <typeparam name="TBlock">A class marked <see cref="BlockAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class StackAttribute<TBlock> : Attribute
    where TBlock : class
{
    /// <summary>How many times, at least 1. Default: 1.</summary>
    public int Times { get; set; } = 1;
}
