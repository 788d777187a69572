using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>
/// Writes a CSV file with one line for each epoch, as Keras' <c>CSVLogger</c>: epoch, step, train_loss, validation_loss, learning_rate, then the metrics under
/// their names. Numbers are invariant and read back to the same bits, what is not defined is NaN, lines end in '\n' and are flushed. Times are left out, so
/// that the same run writes the same bytes. A resumed run goes on where its checkpoint was; see <see cref="LogCallback"/>.
/// </summary>
/// <param name="path">The file; its folder is made if it is not there.</param>
public sealed class CsvLog(string path) : LogCallback(path, "The CSV log")
{
    /// <inheritdoc/>
    public override void EpochDone(FitContext context, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        if (IsEmpty)
        {
            text.Append("epoch,step,train_loss,validation_loss,learning_rate");
            foreach (MetricValue metric in report.Metrics)
                text.Append(',').Append(CellText.Quote(metric.Name));
            text.Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"{report.Epoch},{report.Step},{report.TrainLoss:R},{report.ValidationLoss:R},{report.LearningRate:R}");
        foreach (MetricValue metric in report.Metrics)
            text.Append(CultureInfo.InvariantCulture, $",{metric.Value:R}");
        Append(Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
    }
}
