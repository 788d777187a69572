namespace FastOpt.Tests.Engine.BadInput;

/// <summary>Wrong calls of functions over spans: elementary functions and activations.</summary>
internal static class FunctionCalls
{
    private const string Inside = "The result must be the input itself or apart from it, but it starts inside of it.";

    public static Dictionary<string, BadCall<object?>> All { get; } = new()
    {
        ["exp, result one short"] = new((_, u) => VectorMath.Exp(new float[17], u.Floats(16)), Short(17, 16)),
        ["exp, no result"] = new((_, _) => VectorMath.Exp(new float[1], []), Short(1, 0)),
        ["tanh, result behind the input's start"] = new((_, u) => { float[] shared = u.Floats(40); VectorMath.Tanh(shared.AsSpan(0, 32), shared.AsSpan(1, 32)); }, Refusal.Of("result", Inside)),
        ["log, result before the input's start"] = new((_, u) => { float[] shared = u.Floats(40); VectorMath.Log(shared.AsSpan(5, 32), shared.AsSpan(4, 32)); }, Refusal.Of("result", Inside)),
        ["derivative, result one short"] = new((_, u) => VectorMath.SigmoidDerivative(new float[3], u.Floats(2)), Short(3, 2)),
        ["pow, exponents one short"] = new((_, u) => VectorMath.Pow(new float[9], new float[8], u.Floats(9)), Refusal.Of("y", "The inputs must have the same length, but it is 9 for the first and 8 for 'y'.")),
        ["pow, exponents one long"] = new((_, u) => VectorMath.Pow(new float[9], new float[10], u.Floats(9)), Refusal.Of("y", "The inputs must have the same length, but it is 9 for the first and 10 for 'y'.")),
        ["pow, result inside the exponents"] = new((_, u) => { float[] shared = u.Floats(40); VectorMath.Pow(new float[32], shared.AsSpan(0, 32), shared.AsSpan(8, 32)); }, Refusal.Of("result", Inside)),
        ["activation, result one short"] = new((_, u) => new Gelu().Apply(new float[100], u.Floats(99)), Short(100, 99)),
        ["activation, result inside the input"] = new((_, u) => { float[] shared = u.Floats(9); new Relu().Apply(shared.AsSpan(0, 8), shared.AsSpan(1)); }, Refusal.Of("result", Inside)),
        ["cross-entropy, label −1"] = new((_, _) => SoftmaxCrossEntropy.Apply(new float[3], -1), Refusal.OutOfRange("label", -1, "label ('-1') must be a non-negative value.")),
        ["cross-entropy, label past the logits"] = new((_, _) => SoftmaxCrossEntropy.Apply(new float[3], 3), Refusal.OutOfRange("label", 3, "label ('3') must be less than '3'.")),
        ["cross-entropy, no logits"] = new((_, _) => SoftmaxCrossEntropy.Apply([], 0), Refusal.OutOfRange("label", 0, "label ('0') must be less than '0'.")),
    };

    private static Refusal Short(int length, int result) => Refusal.Of("result", $"The result must have room for {length} elements, but its length is {result}.");
}
