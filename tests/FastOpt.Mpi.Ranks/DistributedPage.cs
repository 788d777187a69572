using FastOpt.Training;

namespace FastOpt.Mpi.Ranks;

/// <summary>The code of docs/distributed.md, which stands here so that it compiles and runs.</summary>
internal static class DistributedPage
{
    public static FitResult Fit(MpiCommunicator processes, DataSet<int> train, DataSet<int> validation)
    {
        var model = new Digits(maxBatch: 64, seed: 1);
        FitResult fit = model.Fit(processes, train, validation, new FitOptions { Epochs = 10, BatchSize = 64, CheckpointDirectory = "checkpoints" });
        if (processes.IsFirst)
            SafeTensors.Save(model, "digits.safetensors");
        return fit;
    }

    public static float Loop(MpiCommunicator processes, DataSet<int> train)
    {
        var model = new Digits(maxBatch: 64, seed: 1);
        processes.Compare(model);
        model.Communicator = processes;
        float loss = 0;
        for (int step = 0; step < 100; step++)
            loss = model.TrainStep(train.Inputs[..(64 * 784)], train.Targets[..64]);
        return loss;
    }
}

[Network(784, Distributed = true), Dense(128), Relu, Dense(10), SoftmaxCrossEntropy, Adam]
public sealed partial class Digits;
