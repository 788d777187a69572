using FastOpt.Training;

namespace FastOpt.Mpi.Ranks;

/// <summary>Examples to learn from, the same in every process: labels that the inputs decide, so that there is something to learn.</summary>
internal static class Examples
{
    private const int Classes = 5;

    public static DataSet<int> Make(int inputs, int count, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[inputs * count];
        int[] labels = new int[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = (random.NextSingle() * 2) - 1;
        for (int i = 0; i < count; i++)
        {
            float sum = 0;
            for (int j = 0; j < inputs; j++)
                sum += values[(i * inputs) + j] * (1 + (j % 3));
            labels[i] = (int)MathF.Abs(sum) % Classes;
        }

        return new DataSet<int>(values, labels, inputs);
    }
}
