using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints how a batch's losses become their mean: over a count, or, where labels or examples have weights, over the sum of these. It is the same in the loss
/// that is reported and in its gradient.
/// </summary>
internal static class LossMeanEmitter
{
    private const string Mean = "engine::LossMean";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        EmitClasses(writer, text);
        if (text.Spec.HasExampleWeights)
            EmitExampleWeights(writer, text);
        writer.Line("/// <summary>What each element's loss is weighted with in the mean.</summary>");
        writer.Line($"private static float MeanWeight({Count(text)}) => {Weight(text)};");
        if (!text.Spec.DividesByWeights)
            return;
        writer.Line();
        writer.Line("/// <summary>The sum of the weights of the last step's batch.</summary>");
        writer.Line("private double _weight;");
        if (text.Spec.AccumulatesGradients)
        {
            writer.Line();
            writer.Line("/// <summary>The sum of the weights of all accumulated examples.</summary>");
            writer.Line("internal double AccumulatedWeight;");
        }

        writer.Line();
        writer.Line("/// <summary>The sum of the weights of a batch.</summary>");
        writer.Line($"private double WeightOf({NetworkText.Read(text.Target)} {text.Targets}, int batch) => {SumOf(text, text.Targets, "0, batch")};");
    }

    private static string Count(NetworkText text) => text.Spec.DividesByWeights ? "double weight" : "int batch";

    private static string Weight(NetworkText text) => text.Spec.LossUse.Divisor switch
    {
        LossDivisor.Nothing => "1f",
        var divisor when text.Spec.DividesByWeights => $"{Mean}.Share(weight{(divisor == LossDivisor.Elements ? " * OutputSize" : "")})",
        LossDivisor.Examples => "1f / batch",
        _ => "1f / ((float)batch * OutputSize)",
    };

    /// <summary>The sum of the weights of some examples.</summary>
    /// <param name="text">The network.</param>
    /// <param name="labels">Their labels, where it has some.</param>
    /// <param name="range">Where their weights stand: the first and how many.</param>
    public static string SumOf(NetworkText text, string labels, string range) => (text.Spec.LossUse.WeighsLabels, text.Spec.HasExampleWeights) switch
    {
        (true, true) => $"{Mean}.Weight({labels}, ClassWeights, new {NetworkText.Read("float")}(_weights, {range}))",
        (true, false) => $"{Mean}.Weight({labels}, ClassWeights)",
        _ => $"{Mean}.Weight(new {NetworkText.Read("float")}(_weights, {range}))",
    };

    private static void EmitExampleWeights(SourceWriter writer, NetworkText text)
    {
        string weights = NetworkText.Read("float") + " weights";
        void EmitWeighted(string signature, string weighs, string body)
        {
            writer.Line();
            using (writer.Braces("internal " + signature))
            {
                if (weighs.Length > 0)
                    writer.Line(weighs);
                using (writer.Braces("try"))
                    writer.Line(body);
                using (writer.Braces("finally"))
                    writer.Line("global::System.Array.Fill(_weights, 1f);");
            }
        }

        const string Weighs = "weights.CopyTo(_weights);";
        writer.Line("/// <summary>The weights of a batch's examples; 1 between calls.</summary>");
        writer.Line("private readonly float[] _weights;");
        EmitWeighted($"float TrainStep({text.BatchParameters}, {weights}, int batch)", Weighs, $"return TrainStep(inputs, {text.Targets}, batch);");
        EmitWeighted($"float Evaluate({text.BatchParameters}, {weights}, int examples)", "", $"return EvaluateWeighted(inputs, {text.Targets}, weights, examples);");
        EmitWeighted(
            $"void ComputeGradients({text.BatchParameters}, {weights}, int batch, {NetworkText.Write("float")} gradients)", Weighs, $"ComputeGradients(inputs, {text.Targets}, batch, gradients);");
        if (text.Spec.AccumulatesGradients)
            EmitWeighted($"float AccumulateGradients({text.BatchParameters}, {weights}, int batch)", Weighs, $"return AccumulateGradients(inputs, {text.Targets}, batch);");
        writer.Line();
    }

    private static void EmitClasses(SourceWriter writer, NetworkText text)
    {
        if (text.Program.LossPhase.Kernel.Kernel is not LossKernel { IsOfSoftTargets: true, Use.Softmax: { } softmax } kernel)
            return;
        int classes = kernel.Outputs;
        IEnumerable<double> Padded(Func<int, double> value) => Enumerable.Range(0, kernel.ClassStride).Select(label => label < classes ? value(label) : 0);
        IEnumerable<double> values = Padded(label => softmax.Base(label, classes)).Concat(Padded(softmax.Scale));
        writer.Line("/// <summary>What each class has in the targets of the softmax: first whatever the target is, then what the target is multiplied by.</summary>");
        writer.Line($"private static {NetworkText.Read("float")} Classes => new float[] {{ {string.Join(", ", values.Select(static value => Literals.Float((float)value)))} }};");
        writer.Line();
        if (!text.Spec.LossUse.WeighsLabels)
            return;
        writer.Line("/// <summary>What an example of each class counts in the mean.</summary>");
        string weights = string.Join(", ", softmax.ClassWeights.Select(Literals.Double));
        writer.Line($"internal static {NetworkText.Read("double")} ClassWeights => new double[] {{ {weights} }};");
        writer.Line();
    }
}
