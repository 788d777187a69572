using System.Text.Json;

namespace FastOpt.Reference;

/// <summary>The gradient rules and optimizers that recordings name.</summary>
internal static class RecordedUpdates
{
    /// <summary>Hyperparameters; a switch that is on is 1.</summary>
    public static IReadOnlyDictionary<string, double> Options(JsonElement options) => options.EnumerateObject().ToDictionary(
        option => option.Name,
        option => option.Value.ValueKind == JsonValueKind.True ? 1 : option.Value.GetDouble());

    /// <summary>The gradient rule of a name.</summary>
    public static ReferenceGradientRule Rule(string name, double value) => name switch
    {
        "ClipValue" => ReferenceGradientRules.ClipValue(value),
        "ClipNorm" => ReferenceGradientRules.ClipNorm(value),
        "L1" => ReferenceGradientRules.L1(value),
        "L2" => ReferenceGradientRules.L2(value),
        "DecoupledDecay" => ReferenceGradientRules.DecoupledDecay(value),
        _ => throw new InvalidDataException($"No gradient rule is named {name}."),
    };

    /// <summary>The optimizer as the oracle computes it, with factors of its learning rate and of its weight decay.</summary>
    public static ReferenceOptimizer Optimizer(
        string name, IReadOnlyDictionary<string, double> options, double learningRateScale = 1, double weightDecayScale = 1)
    {
        double Option(string option, double otherwise = 0) => options.GetValueOrDefault(option, otherwise);
        double learningRate = options["LearningRate"] * learningRateScale;
        double decay = Option("WeightDecay", name == "AdamW" ? 0.01 : 0) * weightDecayScale;
        double beta1 = Option("Beta1", 0.9), beta2 = Option("Beta2", 0.999);
        return name switch
        {
            "Sgd" => ReferenceOptimizers.Sgd(learningRate, Option("Momentum"), Option("Dampening"), Option("Nesterov") != 0, decay),
            "RmsProp" => ReferenceOptimizers.RmsProp(learningRate, Option("Alpha", 0.99), Option("Epsilon", 1e-8), Option("Momentum"), decay),
            "RmsPropCentered" => ReferenceOptimizers.RmsPropCentered(learningRate, Option("Alpha", 0.99), Option("Epsilon", 1e-8), Option("Momentum"), decay),
            "Adam" => ReferenceOptimizers.Adam(learningRate, beta1, beta2, Option("Epsilon", 1e-8), decay),
            "AdamW" => ReferenceOptimizers.AdamW(learningRate, beta1, beta2, Option("Epsilon", 1e-8), decay),
            "Adagrad" => ReferenceOptimizers.Adagrad(learningRate, Option("LearningRateDecay"), Option("Epsilon", 1e-10), decay, Option("InitialAccumulator")),
            "Adadelta" => ReferenceOptimizers.Adadelta(learningRate, Option("Rho", 0.9), Option("Epsilon", 1e-6), decay),
            "Adamax" => ReferenceOptimizers.Adamax(learningRate, beta1, beta2, Option("Epsilon", 1e-8), decay),
            "AmsGrad" => ReferenceOptimizers.AmsGrad(learningRate, beta1, beta2, Option("Epsilon", 1e-8), decay),
            "RAdam" => ReferenceOptimizers.RAdam(learningRate, beta1, beta2, Option("Epsilon", 1e-8), decay),
            "NAdam" => ReferenceOptimizers.NAdam(learningRate, beta1, beta2, Option("Epsilon", 1e-8), decay, Option("MomentumDecay", 4e-3)),
            "Asgd" => ReferenceOptimizers.Asgd(learningRate, Option("Decay", 1e-4), Option("Power", 0.75), Option("Start", 1e6), decay),
            "Rprop" => ReferenceOptimizers.Rprop(
                learningRate, Option("EtaMinus", 0.5), Option("EtaPlus", 1.2), Option("SmallestStep", 1e-6), Option("LargestStep", 50)),
            _ => throw new InvalidDataException($"No optimizer is named {name}."),
        };
    }
}
