using System.Diagnostics;
using FastOpt;
using FastOptProject;

const int Batch = 60;
const int Epochs = 200;
(float[] points, int[] labels) = SpiralData.Make(1_200, seed: 1);
(float[] testPoints, int[] testLabels) = SpiralData.Make(600, seed: 2);

var model = new SpiralClassifier(maxBatch: Batch, seed: 42);
Console.WriteLine($"{SpiralClassifier.ParameterCount:N0} parameters, {FastOptInfo.InstructionSet}");

// Each step: forward, loss, backward, update. It allocates nothing.
long started = Stopwatch.GetTimestamp();
for (int epoch = 1; epoch <= Epochs; epoch++)
{
    float loss = 0;
    for (int first = 0; first < labels.Length; first += Batch)
        loss = model.TrainStep(points.AsSpan(2 * first, 2 * Batch), labels.AsSpan(first, Batch));
    if (epoch % 40 == 0)
        Console.WriteLine($"epoch {epoch,3}  loss {loss:F4}  test accuracy {Accuracy(testPoints, testLabels):P1}");
}

TimeSpan time = Stopwatch.GetElapsedTime(started);
Console.WriteLine($"{model.Step:N0} steps in {time.TotalMilliseconds:F0} ms, {time.TotalMicroseconds / model.Step:F1} µs each");
DrawWhatWasLearned();
return 0;

double Accuracy(float[] inputs, int[] expected)
{
    int right = 0;
    int[] found = Classify(inputs);
    for (int i = 0; i < expected.Length; i++)
        right += found[i] == expected[i] ? 1 : 0;
    return (double)right / expected.Length;
}

int[] Classify(float[] inputs)
{
    var classes = new int[inputs.Length / SpiralClassifier.InputSize];
    var scores = new float[classes.Length * SpiralData.Spirals];
    model.Predict(inputs, scores);
    for (int i = 0; i < classes.Length; i++)
    {
        ReadOnlySpan<float> row = scores.AsSpan(i * SpiralData.Spirals, SpiralData.Spirals);
        for (int candidate = 1; candidate < row.Length; candidate++)
            classes[i] = row[candidate] > row[classes[i]] ? candidate : classes[i];
    }

    return classes;
}

// The plane from −1 to 1, one letter for each class.
void DrawWhatWasLearned()
{
    const int Rows = 20;
    const int Columns = 44;
    var grid = new float[2 * Rows * Columns];
    for (int i = 0; i < Rows * Columns; i++)
    {
        grid[2 * i] = (2f * (i % Columns) / (Columns - 1)) - 1;
        grid[(2 * i) + 1] = 1 - (2f * (i / Columns) / (Rows - 1));
    }

    char[] letters = [.. Classify(grid).Select(found => ".o#"[found])];
    for (int row = 0; row < Rows; row++)
        Console.WriteLine(new string(letters, row * Columns, Columns));
}
