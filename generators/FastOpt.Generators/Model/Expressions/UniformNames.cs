namespace FastOpt.Generators.Model.Expressions;

/// <summary>The uniform values that a gradient rule may ask for by the name of a <c>double</c> parameter.</summary>
internal static class UniformNames
{
    /// <summary>The learning rate in force for the weight.</summary>
    public const string LearningRate = "learningRate";

    /// <summary>The L2 norm of the gradient over all trainable parameters, as it is when the rule's turn comes.</summary>
    public const string Norm = "norm";
}
