using System.Text;
using static System.FormattableString;

namespace FastOpt.Playground;

/// <summary>What is on the screen as a program: the declaration, and the run that makes the same steps.</summary>
internal static class NetworkCode
{
    public static string Write(NetworkSettings settings, string data, double share)
    {
        CompiledNetwork network = CompiledNetworks.Of(settings.Network);
        string[] layers = network.Layers.Split(", ");
        string hidden = string.Join(", ", layers[..^1]), schedule = ScheduleChoice.Declaration(settings.Schedule, settings.Epochs);
        var text = new StringBuilder();
        text.Append("using FastOpt;\nusing FastOpt.Training;\n\n");
        text.Append("// The page's button \"Download data\" has this table.\n");
        text.Append($"var table = Csv.Read(\"fastopt-{data}.csv\");\n");
        double validation = NetworkData.ValidationShare(share);
        text.Append(Invariant($"var data = Split.Stratified(table.Classification(\"class\"), validation: {validation}, test: 0, seed: {settings.Seed});\n"));
        if (data == NetworkData.Own)
            text.Append("data = Normalizer.Fit(data.Train).Apply(data);\n");
        text.Append(Invariant($"var model = new Shown(maxBatch: {settings.Batch}, seed: {settings.Seed});\n"));
        string patience = settings.Patience > 0 ? Invariant($", Patience = {settings.Patience}") : "";
        text.Append(Invariant($"var options = new FitOptions {{ Epochs = {settings.Epochs}, BatchSize = {settings.Batch}, "));
        text.Append(Invariant($"Seed = {settings.Seed}{patience} }};\n"));
        text.Append("FitResult fit = model.Fit(data.Train, data.Validation, options);\n");
        text.Append("foreach (EpochReport epoch in fit.History.Epochs)\n");
        text.Append("    Console.WriteLine(FormattableString.Invariant($\"{epoch.Epoch}: validation loss {epoch.ValidationLoss}\"));\n\n");
        text.Append(Invariant($"[Network({network.Inputs}, DecayBiases = false)]\n"));
        if (hidden.Length > 0)
            text.Append($"[{hidden}]\n");
        text.Append($"[{layers[^1]}, SoftmaxCrossEntropy]\n[");
        if (settings.L1 > 0 && !network.IsNormed)
            text.Append(Invariant($"L1(WeightDecay = {settings.L1:R}), "));
        text.Append(OptimizerChoice.Declaration(settings)).Append("]\n");
        if (schedule.Length > 0)
            text.Append($"[{schedule}]\n");
        return text.Append("public sealed partial class Shown;\n").ToString();
    }
}
