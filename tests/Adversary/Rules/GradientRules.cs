namespace FastOpt.Tests.Adversary.Rules;

/// <summary>Gradient rules: x is the gradient, y the weight; the learning rate is 0.5, the norm 2, the step 3.</summary>
internal static class GradientRules
{
    public static IEnumerable<CorpusCase> Cases =>
    [
        RuleCase.GradientRule("NormTwice", "double norm = 5", "float gradient, double norm", "x[i], 2", "return gradient * (float)this.norm / (float)norm;"),
        RuleCase.GradientRule(
            "RateTwice", "double learningRate = 5",
            "float gradient, double learningRate", "x[i], 0.5", "return gradient / (float)this.learningRate - (float)learningRate;"),
        RuleCase.GradientRule("StepTwice", "long step = 5", "float gradient, long step", "x[i], 3", "return gradient / step - this.step;"),
        RuleCase.GradientRule("NormIsAHyperparameter", "double norm = 5", "float gradient", "x[i]", "return gradient / (float)norm;"),
        RuleCase.GradientRule("NormOfAnotherType", "double rate = 5", "float gradient, long norm", "x[i], 3", "return gradient / (float)rate / norm;"),
        RuleCase.GradientRule(
            "Clipped", "double largest = 1",
            "float gradient, double norm", "x[i], 2", "return norm > largest ? gradient * (float)(largest / norm) : gradient;"),
        RuleCase.GradientRule("ByValue", "double largest = 1", "float gradient", "x[i]", "return Math.Clamp(gradient, -(float)largest, (float)largest);"),
        RuleCase.GradientRule("Decay", "double decay = 0.5", "float gradient, float weight", "x[i], y[i]", "return gradient + (float)decay * weight;"),
        RuleCase.GradientRule(
            "DecayOfLargeOnes", "",
            "float gradient, float weight", "x[i], y[i]", "if (MathF.Abs(weight) <= 1f) return gradient; return gradient - MathF.CopySign(1f, weight);"),
        RuleCase.GradientRule("GradientNotANumber", "", "float gradient", "x[i]", "return float.IsFinite(gradient) ? gradient : 0f;"),
        RuleCase.GradientRule(
            "Warm", "long warmup = 0",
            "float gradient, long step", "x[i], 3", "return warmup > 0 && step < warmup ? gradient * (step / warmup) : gradient;"),
        RuleCase.GradientRule("GradientThrows", "int n = 2147483647", "float gradient", "x[i]", "return gradient / checked(n + 1);"),
        RuleCase.GradientRule("GradientThrowsForSome", "int n = 0", "float gradient", "x[i]", "return gradient > 0f ? gradient : gradient / (7 / n);"),
        RuleCase.GradientRuleOfBoth("Both", "double rate = 0.5", "weight -= (float)rate; gradient = gradient > 0f ? weight : gradient;"),
        RuleCase.GradientRuleOfBoth("Exchange", "", "(weight, gradient) = (gradient, weight); if (gradient > 1f) return; gradient = 1f;"),
    ];
}
