using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FastOpt.Training;

namespace FastOpt.Crash;

/// <summary>The network that is trained: with all that a state can hold.</summary>
[Network(8)]
[Dense(16), BatchNorm, Relu, Dropout(0.25)]
[Dense(3)]
[SoftmaxCrossEntropy]
[AdamW(LearningRate = 0.01), CosineAnnealing(Steps = 3000)]
internal sealed partial class Patient;

/// <summary>
/// A process that trains, resumed wherever it was killed. It says on its output what is durable, from where it went on, and at last what came out.
/// </summary>
internal static class Child
{
    public const int Every = 3;

    public static int Run(string folder)
    {
        var network = new Patient(maxBatch: 8, seed: 4);
        FitResult result = network.Fit(Points(80, 1), Points(40, 2), new FitOptions
        {
            Epochs = 120,
            BatchSize = 8,
            CheckpointDirectory = folder,
            CheckpointEvery = Every,
            Resume = true,
            Callbacks = [new EarlyStopping { Patience = 1000 }, new ReduceRateOnPlateau { Patience = 4, Factor = 0.8 }],
            Progress = new Spoken(),
        });
        foreach (string note in result.Notes)
            Say($"note {note}");
        Say($"resumed {result.ResumedAtStep.ToString(CultureInfo.InvariantCulture)}");
        Say($"digest {Digest(folder, network)}");
        return result.End == FitEnd.Completed ? 0 : 1;
    }

    /// <summary>SHA-256 over the weights and all tensors of the newest checkpoint but times and what covers times.</summary>
    private static string Digest(string folder, Patient network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] state = new byte[network.StateBytes];
        network.CopyStateTo(state);
        hash.AppendData(state);
        string newest = Directory.GetFiles(folder, "checkpoint-*.safetensors").Max(StringComparer.Ordinal)!;
        foreach (SafeTensor tensor in SafeTensors.Read(newest).Tensors.OrderBy(static tensor => tensor.Name, StringComparer.Ordinal))
        {
            if (tensor.Name.StartsWith("run.time.", StringComparison.Ordinal) || tensor.Name == "run.checksum")
                continue;
            hash.AppendData(Encoding.UTF8.GetBytes(tensor.Name + tensor));
            hash.AppendData(tensor.Bytes.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    internal static DataSet<int> Points(int count, int seed)
    {
        var random = new Random(seed);
        float[] inputs = new float[count * 8];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(3);
            for (int j = 0; j < 8; j++)
                inputs[(i * 8) + j] = (float)((random.NextDouble() - 0.5) * 2 + (j == labels[i] ? 1 : 0));
        }

        return new DataSet<int>(inputs, labels, 8);
    }

    internal static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    /// <summary>Says each step that a checkpoint has made durable: it is called behind the callbacks.</summary>
    private sealed class Spoken : IFitProgress
    {
        private bool _begun;

        public void StepDone(in StepReport report)
        {
            if (!_begun)
                Say("from " + (report.Step - 1).ToString(CultureInfo.InvariantCulture));
            _begun = true;
            if (report.Step % Every == 0)
                Say("durable " + report.Step.ToString(CultureInfo.InvariantCulture));
        }

        public void EpochDone(EpochReport report) => Say("durable " + report.Step.ToString(CultureInfo.InvariantCulture));
    }
}
