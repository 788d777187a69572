using System.Globalization;

namespace FastOpt.Cli.Scaffolding;

/// <summary>Writes the program of a project: from the table to a trained, measured, exported network.</summary>
internal static class ProgramText
{
    /// <summary>The statements.</summary>
    /// <param name="plan">The project.</param>
    /// <param name="table">The table's path as the program finds it.</param>
    public static string Write(ProjectPlan plan, string table)
    {
        NetworkSize size = NetworkSize.For(plan.Rows);
        string label = plan.Label.Member, stem = plan.Name.ToLowerInvariant(), target = plan.IsClass ? "int" : "float";
        string split = plan.IsClass ? $"Split.Stratified(rows, static row => row.{label}, seed: 1)" : "Split.Random(rows, seed: 1)";
        string known = plan.Label.IsNullable ? $"\nrows = [.. rows.Where(static row => row.{label} is not null)];           // where the answer is known" : "";
        string scaling = plan.IsClass
            ? "DataSplit<int> scaled = inputs.Apply(data);"
            : "TargetNormalizer targets = Normalizer.FitTargets(data.Train);\nDataSplit<float> scaled = targets.Apply(inputs.Apply(data));";
        return string.Create(CultureInfo.InvariantCulture, $$"""
            // The table as records; a cell that does not fit is an error that names its line and column.
            string table = args.FirstOrDefault(static a => !a.StartsWith("--", StringComparison.Ordinal)) ?? {{CSharpText.Literal(table)}};
            IReadOnlyList<{{plan.Record}}> rows = {{plan.Record}}.ReadCsv(table);{{known}}

            // 80 % to learn from, 10 % to see when to stop, 10 % to measure once at the end. What is fitted sees the first part alone.
            RecordSplit<{{plan.Record}}> parts = {{split}};
            RecordBinder<{{plan.Record}}, {{target}}> binder = {{plan.Record}}.Bind(parts.Train);
            DataSplit<{{target}}> data = binder.ToDataSplit(parts);
            Normalizer inputs = Normalizer.Fit(data.Train);
            {{scaling}}

            // Ctrl+C ends the run with the best network so far; with --resume (dotnet run -c Release -- --resume) it goes on. Without, an earlier run's
            // checkpoints are kept under another name.
            bool resume = args.Contains("--resume");
            if (!resume && Directory.Exists("checkpoints"))
                Directory.Move("checkpoints", $"checkpoints-{DateTime.Now:yyyyMMdd-HHmmss-fff}");
            using var cancellation = new CancellationTokenSource();
            Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; cancellation.Cancel(); };

            var model = new {{plan.Network}}(maxBatch: {{size.Batch}}, seed: 1);
            FitResult fit = model.Fit(
                scaled.Train,
                scaled.Validation,
                new FitOptions
                {
                    Epochs = {{size.Epochs}},
                    BatchSize = {{size.Batch}},
                    Patience = {{size.Patience}},                       // epochs without a lower validation loss
                    CheckpointDirectory = "checkpoints",
                    Normalizer = inputs,                 // what the checkpoints must agree with
                    Resume = resume,
                    Callbacks = [new HtmlReport("report.html")],
                    Progress = new EpochLines(),
                    Cancellation = cancellation.Token,
                },
                [new {{(plan.IsClass ? "Accuracy" : "R2")}}()]);
            Console.WriteLine($"{fit.Reason} Best epoch: {fit.BestEpoch}; {fit.Steps:N0} steps in {fit.Time.TotalSeconds:F1} s.");

            // How good it is on rows that it has never seen.
            float[] predicted = new float[data.Test.Count * {{plan.Network}}.OutputSize];
            model.Predict(scaled.Test.Inputs, predicted);
            {{(plan.IsClass ? MeasureClasses : MeasureNumbers)}}

            // What other programs read: PyTorch the weights, ONNX Runtime the network with its normalizers, {{plan.Record}} the categories.
            SafeTensors.Save(model, "{{stem}}.safetensors");
            {{(plan.IsClass ? ExportClasses : ExportNumbers).Replace("STEM", stem, StringComparison.Ordinal)}}
            binder.Save("{{stem}}.binder.json");

            // One row.
            {{(plan.IsClass ? PredictClass(label, plan.Record) : PredictNumber(label, plan.Record))}}

            """);
    }

    /// <summary>What the program prints while it learns.</summary>
    public static string Progress(bool isClass) => Lines.Replace(
        "METRIC", isClass ? "accuracy {report.Metrics[0].Value:P1}" : "R² {report.Metrics[0].Value:F3}", StringComparison.Ordinal);

    private const string Lines = """
        /// <summary>Prints a line for each epoch.</summary>
        internal sealed class EpochLines : IFitProgress
        {
            public void StepDone(in StepReport report)
            {
            }

            public void EpochDone(EpochReport report) => Console.WriteLine(
                $"epoch {report.Epoch,3}  loss {report.TrainLoss:F4}  validation {report.ValidationLoss:F4}  METRIC");
        }

        """;

    private const string ExportNumbers = """
        Onnx.Export(model, "STEM.onnx", new OnnxOptions { Normalizer = inputs, TargetNormalizer = targets });
        """;

    private const string ExportClasses = """
        Onnx.Export(model, "STEM.onnx", new OnnxOptions { Normalizer = inputs, Softmax = true });
        """;

    private const string MeasureNumbers = """
        targets.Invert(predicted);
        var r2 = new R2();
        var error = new Mae();
        r2.Add(predicted, data.Test.Targets);
        error.Add(predicted, data.Test.Targets);
        Console.WriteLine($"test: R² {r2.Value:F3}, mean absolute error {error.Value:0.####}");
        """;

    private const string MeasureClasses = """
        var accuracy = new Accuracy();
        accuracy.Add(predicted, data.Test.Targets);
        Console.WriteLine($"test: accuracy {accuracy.Value:P1} of {data.Test.Count} rows");
        """;

    private static string PredictNumber(string label, string record) => $$"""
        {{record}} first = parts.Test[0];
        RecordPredictor<{{record}}, float> predictor = binder.CreatePredictor(model, inputs, targets);
        Console.WriteLine($"first row of the test: {predictor.Predict(first)[0]:0.####}, and it is {first.{{label}}}");
        """;

    private static string PredictClass(string label, string record) => $$"""
        {{record}} first = parts.Test[0];
        RecordPredictor<{{record}}, int> predictor = binder.CreatePredictor(model, inputs);
        Console.WriteLine($"first row of the test: {predictor.Classify(first)}, and it is {first.{{label}}}");
        """;
}
