namespace FastOpt.Tests.Adversary.Rules;

/// <summary>Activations: x is the input, y a trained parameter. Derivatives are taken from the output where that keeps the digits.</summary>
internal static class Activations
{
    public static IEnumerable<CorpusCase> Cases =>
    [
        RuleCase.Activation("OutputTanh", "", "return VectorMath.Tanh(x);"),
        RuleCase.Activation("OutputSigmoid", "", "return VectorMath.Sigmoid(x);"),
        RuleCase.Activation("WrittenSigmoid", "", "return 1f / (1f + VectorMath.Exp(-x));"),
        RuleCase.Activation("SteepSigmoid", "double steep = 2", "return 1f / (1f + VectorMath.Exp(-(float)steep * x));"),
        RuleCase.Activation("OutputRelu", "", "return MathF.Max(x, 0f);"),
        RuleCase.Activation("ReluOfNegativeZero", "", "return MathF.Max(-0f, x);"),
        RuleCase.Activation("CappedRelu", "double cap = 6", "return MathF.Min(MathF.Max(x, 0f), (float)cap);"),
        RuleCase.Activation("Leaky", "double slope = 0.01", "return x > 0f ? x : (float)slope * x;"),
        RuleCase.Activation("LeakyBackward", "float slope = -0.5f", "return x > 0f ? x : slope * x;"),
        RuleCase.Activation("LeakyFlat", "float slope = 0f", "return x > 0f ? x : slope * x;"),
        RuleCase.Activation("Elu", "double alpha = 1.5", "return x > 0f ? x : (float)alpha * VectorMath.Expm1(x);"),
        RuleCase.Activation("Softplus2", "double beta = 2", "return VectorMath.Softplus((float)beta * x) / (float)beta;"),
        RuleCase.Activation("Mish2", "", "return x * VectorMath.Tanh(VectorMath.Softplus(x));"),
        RuleCase.Activation("HardSwish2", "", "return x * Math.Clamp(x / 6f + 0.5f, 0f, 1f);"),
        RuleCase.Activation("Exponential", "", "return VectorMath.Exp(x);"),
        RuleCase.Activation("Root", "", "return MathF.Sqrt(2f * MathF.Max(x, 0f));"),
        RuleCase.Activation("SquareRelu", "", "float r = MathF.Max(x, 0f); return r * r;"),
        RuleCase.Activation("TinyScale", "double scale = 1e-25", "return ((float)scale * x) * ((float)scale * x);"),
        RuleCase.Activation("Shrink", "float lambda = 0.5f", "if (x > lambda) return x - lambda; if (x < -lambda) return x + lambda; return 0f;"),
        RuleCase.Activation("Returns", "bool flag = true", "if (flag) { if (x > 1f) return x; return VectorMath.Exp(x); } return 0f;"),
        RuleCase.Activation("Doubled", "", "float t = VectorMath.Tanh(x); return t * t;"),
        RuleCase.Activation("Inverse", "", "return 1f / (1f + MathF.Abs(x));"),
        RuleCase.Activation("Constant", "float value = 2f", "return x > 1e30f ? x : x > -1e30f ? value * x : 0f;"),
        RuleCase.Trained("Prelu", "", "return x > 0f ? x : y * x;"),
        RuleCase.Trained("Beta", "double floor = 0.1", "return x * VectorMath.Sigmoid(y * x) + (float)floor * y;"),
        RuleCase.Trained("TrainedThreshold", "", "return MathF.Max(x, y) / (1f + y * y);"),
    ];
}
