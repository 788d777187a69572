using FastOpt.Training;
using FastOptCsv;

// The table as records; a cell that does not fit is an error that names its line and column.
string table = args.FirstOrDefault(static a => !a.StartsWith("--", StringComparison.Ordinal)) ?? "flats.csv";
IReadOnlyList<Flat> rows = Flat.ReadCsv(table);

// 80 % to learn from, 10 % to see when to stop, 10 % to measure once at the end. What is fitted sees the first part alone.
RecordSplit<Flat> parts = Split.Random(rows, seed: 1);
RecordBinder<Flat, float> binder = Flat.Bind(parts.Train);
DataSplit<float> data = binder.ToDataSplit(parts);
Normalizer inputs = Normalizer.Fit(data.Train);
TargetNormalizer targets = Normalizer.FitTargets(data.Train);
DataSplit<float> scaled = targets.Apply(inputs.Apply(data));

// Ctrl+C ends the run with the best network so far; with --resume (dotnet run -c Release -- --resume) it goes on. Without, an earlier run's checkpoints are
// kept under another name.
bool resume = args.Contains("--resume");
if (!resume && Directory.Exists("checkpoints"))
    Directory.Move("checkpoints", $"checkpoints-{DateTime.Now:yyyyMMdd-HHmmss-fff}");
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; cancellation.Cancel(); };

var model = new FlatPrices(maxBatch: 16, seed: 1);
FitResult fit = model.Fit(
    scaled.Train,
    scaled.Validation,
    new FitOptions
    {
        Epochs = 200,
        BatchSize = 16,
        Patience = 30,                       // epochs without a lower validation loss
        CheckpointDirectory = "checkpoints",
        Normalizer = inputs,                 // what the checkpoints must agree with
        Resume = resume,
        Callbacks = [new HtmlReport("report.html")],
        Progress = new EpochLines(),
        Cancellation = cancellation.Token,
    },
    [new R2()]);
Console.WriteLine($"{fit.Reason} Best epoch: {fit.BestEpoch}; {fit.Steps:N0} steps in {fit.Time.TotalSeconds:F1} s.");

// How good it is on rows that it has never seen.
float[] predicted = new float[data.Test.Count * FlatPrices.OutputSize];
model.Predict(scaled.Test.Inputs, predicted);
targets.Invert(predicted);
var r2 = new R2();
var error = new Mae();
r2.Add(predicted, data.Test.Targets);
error.Add(predicted, data.Test.Targets);
Console.WriteLine($"test: R² {r2.Value:F3}, mean absolute error {error.Value:0.####}");

// What other programs read: PyTorch the weights, ONNX Runtime the network with its normalizers, Flat the categories.
SafeTensors.Save(model, "flats.safetensors");
Onnx.Export(model, "flats.onnx", new OnnxOptions { Normalizer = inputs, TargetNormalizer = targets });
binder.Save("flats.binder.json");

// One row.
Flat first = parts.Test[0];
RecordPredictor<Flat, float> predictor = binder.CreatePredictor(model, inputs, targets);
Console.WriteLine($"first row of the test: {predictor.Predict(first)[0]:0.####}, and it is {first.Price}");
