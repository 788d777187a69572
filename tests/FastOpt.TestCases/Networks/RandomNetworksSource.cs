using System.Globalization;
using System.Text;
using FastOpt.Reference;

namespace FastOpt.TestCases.Networks;

/// <summary>
/// Writes RandomNetworks.cs: networks are declared at compile time, so random architectures are drawn here, from a fixed seed, and committed.
/// <c>RandomNetworksSourceTests</c> holds the file to this text; with FASTOPT_RECORD=1 in the environment it writes the file instead.
/// </summary>
public static class RandomNetworksSource
{
    private const int Count = 25;

    private static readonly string[] Activations = ["Relu", "LeakyRelu", "Sigmoid", "Tanh", "Gelu", "Silu", "Softplus"];
    private static readonly string[] Losses = ["MeanSquaredError", "Huber", "BinaryCrossEntropy", "SoftmaxCrossEntropy"];

    private static readonly string[] Optimizers =
    [
        "Sgd(LearningRate = 0.05)",
        "Sgd(LearningRate = 0.02, Momentum = 0.9, WeightDecay = 0.001)",
        "Sgd(LearningRate = 0.02, Momentum = 0.8, Nesterov = true)",
        "RmsProp(LearningRate = 0.001, Momentum = 0.5)",
        "Adam(LearningRate = 0.003)",
        "AdamW(LearningRate = 0.003, WeightDecay = 0.1)",
    ];

    /// <summary>The whole file.</summary>
    public static string Text()
    {
        var generator = new IntegerGenerator(20240229);
        var declarations = new StringBuilder();
        var cases = new StringBuilder();
        for (int number = 1; number <= Count; number++)
            Add(generator, string.Create(CultureInfo.InvariantCulture, $"Random{number:00}"), declarations, cases);
        return $$"""
            // Written by RandomNetworksSource.cs; see there.
            using FastOpt.Reference;
            using FastOpt.TestCases;
            using static FastOpt.Reference.ReferenceLayer;
            using static FastOpt.TestCases.NetworkCase;

            namespace FastOpt.TestCases.Networks;

            {{declarations}}/// <summary>The oracle's descriptions of the random networks.</summary>
            internal static class RandomNetworks
            {
                public static IReadOnlyList<NetworkCase> Cases { get; } =
                [
            {{cases}}    ];
            }

            """;
    }

    private static void Add(IntegerGenerator generator, string name, StringBuilder declarations, StringBuilder cases)
    {
        string loss = Pick(generator, Losses);
        int inputs = Width(generator);
        int depth = 1 + generator.NextInt32(4);
        var attributes = new List<string>();
        var layers = new List<string>();
        for (int layer = 1; layer <= depth; layer++)
        {
            int units = Width(generator);
            if (layer == depth && loss == "SoftmaxCrossEntropy")
                units = Math.Max(2, units);
            bool bias = generator.NextInt32(5) != 0;
            attributes.Add(string.Create(CultureInfo.InvariantCulture, $"Dense({units}{(bias ? "" : ", Bias = false")})"));
            layers.Add(string.Create(CultureInfo.InvariantCulture, $"Dense({units}{(bias ? "" : ", bias: false")})"));

            // Between layers mostly an activation, after the last one seldom.
            if (layer < depth ? generator.NextInt32(8) != 0 : generator.NextInt32(6) == 0)
            {
                string activation = Pick(generator, Activations);
                attributes.Add(activation);
                layers.Add($"ReferenceRules.Activation(\"{activation}\")");
            }
        }

        string optimizer = Pick(generator, Optimizers);
        string target = loss == "SoftmaxCrossEntropy" ? "int" : "float";
        declarations.Append(CultureInfo.InvariantCulture, $"[Network({inputs}), {string.Join(", ", attributes)}, {loss}, {optimizer}]\n");
        declarations.Append(CultureInfo.InvariantCulture, $"public sealed partial class {name};\n\n");
        cases.Append(CultureInfo.InvariantCulture, $"        Define<{name}, {target}>(n => ScalarRules.Of(n.Optimizer), {inputs}, ReferenceRules.Loss(\"{loss}\"), {string.Join(", ", layers)}),\n");
    }

    /// <summary>Half of the widths are up to 9, a quarter up to 40, a quarter up to 100.</summary>
    private static int Width(IntegerGenerator generator) => 1 + generator.NextInt32(generator.NextInt32(4) switch { 0 or 1 => 9, 2 => 40, _ => 100 });

    private static string Pick(IntegerGenerator generator, string[] choices) => choices[generator.NextInt32(choices.Length)];
}
