using System.Text;
using System.Text.Json;

namespace FastOpt.Training;

/// <summary>
/// All figures of a report as JSON, by column. What is not finite is null. Characters that HTML knows are escaped, so that it stands in a page as it is.
/// </summary>
internal static class ReportJson
{
    /// <summary>The text.</summary>
    public static string Text(ReportContent content)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("title", content.Title.Length > 0 ? content.Title : content.Network?.Name ?? "");
            json.WriteStartObject("run");
            foreach ((string name, string value) in RunSection.Facts(content))
                json.WriteString(name, value);
            json.WriteEndObject();
            WriteEpochs(json, content.History);
            if (content.Confusion is { Total: > 0 } matrix)
                WriteMatrix(json, matrix, content.ClassNames);
            if (content.Scatter is { Actual.Count: > 0 } scatter)
            {
                json.WriteStartObject("predictions");
                json.WriteString("name", scatter.Name);
                Write(json, "actual", scatter.Actual);
                Write(json, "predicted", scatter.Predicted);
                json.WriteEndObject();
            }

            if (content.Probe is { Count: > 0 } probe)
                WriteProbe(json, probe);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteEpochs(Utf8JsonWriter json, History history)
    {
        IReadOnlyList<EpochReport> epochs = history.Epochs;
        json.WriteNumber("best_epoch", history.BestEpoch);
        json.WriteStartObject("epochs");
        Write(json, "epoch", epochs.Select(static epoch => (double)epoch.Epoch));
        Write(json, "step", epochs.Select(static epoch => (double)epoch.Step));
        Write(json, "train_loss", epochs.Select(static epoch => epoch.TrainLoss));
        Write(json, "validation_loss", epochs.Select(static epoch => epoch.ValidationLoss));
        Write(json, "learning_rate", epochs.Select(static epoch => epoch.LearningRate));
        json.WriteStartObject("metrics");
        for (int i = 0; epochs.Count > 0 && i < epochs[0].Metrics.Count; i++)
            Write(json, epochs[0].Metrics[i].Name, epochs.Select(epoch => i < epoch.Metrics.Count ? epoch.Metrics[i].Value : double.NaN));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMatrix(Utf8JsonWriter json, ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        json.WriteStartObject("confusion");
        json.WriteStartArray("classes");
        for (int i = 0; i < matrix.Classes; i++)
            json.WriteStringValue(i < names.Count ? names[i] : Html.Number(i));
        json.WriteEndArray();
        json.WriteStartArray("counts");
        for (int actual = 0; actual < matrix.Classes; actual++)
        {
            json.WriteStartArray();
            for (int predicted = 0; predicted < matrix.Classes; predicted++)
                json.WriteNumberValue(matrix[actual, predicted]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProbe(Utf8JsonWriter json, GradientProbe probe)
    {
        json.WriteStartObject("gradients");
        Write(json, "step", probe.Steps.ToArray().Select(static step => (double)step));
        json.WriteStartArray("findings");
        foreach (string finding in probe.Findings)
            json.WriteStringValue(finding);
        json.WriteEndArray();
        json.WriteStartObject("layers");
        foreach (LayerSeries layer in probe.Layers)
        {
            json.WriteStartObject(layer.Name);
            Write(json, "gradient_norm", layer.GradientNorms.ToArray());
            Write(json, "weight_norm", layer.WeightNorms.ToArray());
            Write(json, "update_ratio", layer.UpdateRatios.ToArray());
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            if (double.IsFinite(value))
                json.WriteNumberValue(value);
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<float> values)
    {
        json.WriteStartArray(name);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                json.WriteNumberValue(value);
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
    }
}
