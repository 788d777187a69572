using System.Globalization;
using System.Text;

namespace FastOpt.Playground;

/// <summary>A regression as a program, and as comma-separated values.</summary>
internal static class RegressionCode
{
    public static string Of(LineData data, double rate, int batch, int steps, double weight, double bias, int seed)
    {
        int perEpoch = (data.Count + batch - 1) / batch;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            using FastOpt;
            using FastOpt.Training;

            float[] x = [
                {{CodeText.Floats(data.Xs)}},
            ];
            float[] y = [
                {{CodeText.Floats(data.Ys)}},
            ];

            var model = new Line(maxBatch: {{batch}});
            model.LoadParameters([{{weight:R}}f, {{bias:R}}f]);
            int[] order = new int[x.Length];
            for (int epoch = 1; epoch <= {{(steps + perEpoch - 1) / perEpoch}}; epoch++)
            {
                EpochOrder.Shuffle(order, seed: {{seed}}, epoch);
                Console.WriteLine(model.TrainEpoch(x, y, order, batch: {{batch}}));
            }

            [Network(1), Dense(1), MeanSquaredError, Sgd(LearningRate = {{rate:R}})]
            public sealed partial class Line;

            """);
    }

    public static string Csv(IReadOnlyList<LineRun> runs)
    {
        var text = new StringBuilder("batch,learning_rate,step,w,b,loss\n");
        foreach (LineRun run in runs)
        {
            for (int i = 0; i <= run.Length; i++)
                text.Append(CultureInfo.InvariantCulture, $"{run.Batch},{run.Rate:R},{i},{run.Weights[i]:R},{run.Biases[i]:R},{run.Losses[i]:R}\n");
        }

        return text.ToString();
    }
}
