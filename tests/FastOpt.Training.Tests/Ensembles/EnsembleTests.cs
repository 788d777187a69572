using FastOpt.Training.Tests.Logs;

namespace FastOpt.Training.Tests.Ensembles;

/// <summary>Averages of members, against the members' own outputs in double.</summary>
public sealed class EnsembleTests
{
    [Fact]
    public void ClassesHaveTheMeanOfTheProbabilities()
    {
        DataSet<int> data = Points.Classes(50, seed: 1);
        Classes[] members = Members(static seed => new Classes(maxBatch: 8, seed: seed), data);
        var ensemble = new Ensemble<Classes, int>(members);
        double[] expected = Mean(members, data.Inputs, 3, static row => [.. row.Select(z => Math.Exp(z) / row.Sum(Math.Exp))]);
        float[] found = new float[150];
        ensemble.Predict(data.Inputs, found);
        Close(expected, found);
        for (int i = 0; i < 50; i++)
            Assert.Equal(1, found.AsSpan(3 * i, 3).ToArray().Sum(), 1e-6f);

        // What a metric says of it is what it says of the probabilities.
        double right = 0, loss = 0;
        for (int i = 0; i < 50; i++)
        {
            double[] row = expected[(3 * i)..((3 * i) + 3)];
            right += Array.IndexOf(row, row.Max()) == data.Targets[i] ? 1 : 0;
            loss -= Math.Log(row[data.Targets[i]]);
        }

        IReadOnlyList<MetricValue> values = ensemble.Measure(data, new Accuracy(), new LogLoss());
        Assert.Equal(right / 50, values[0].Value, 1e-12);
        Assert.Equal(loss / 50, values[1].Value, 1e-6);
    }

    [Fact]
    public void LogitsHaveTheMeanOfTheirSigmoids()
    {
        DataSet<float> numbers = Points.Numbers(20, seed: 1);
        float[] targets = [.. Enumerable.Range(0, 40).Select(static i => i % 3 == 0 ? 1f : 0f)];
        var data = new DataSet<float>(numbers.Inputs.ToArray(), targets, 3, 2);
        TwoLogits[] members = [.. Enumerable.Range(1, 3).Select(static seed => new TwoLogits(maxBatch: 8, seed: (ulong)seed))];
        var ensemble = new Ensemble<TwoLogits, float>(members);
        double[] expected = Mean(members, data.Inputs, 2, static row => [.. row.Select(static z => 1 / (1 + Math.Exp(-z)))]);
        float[] found = new float[40];
        ensemble.Predict(data.Inputs, found);
        Close(expected, found);
        double loss = expected.Select((p, i) => -Math.Log(targets[i] == 1 ? p : 1 - p)).Average();
        IReadOnlyList<MetricValue> values = ensemble.Measure(data, new BinaryLogLoss(), new BinaryAccuracy());
        Assert.Equal(loss, values[0].Value, 1e-6);
        Assert.Equal(expected.Select((p, i) => p > 0.5 == (targets[i] == 1) ? 1.0 : 0).Average(), values[1].Value, 1e-12);
    }

    [Fact]
    public void NumbersHaveTheMeanOfTheOutputs()
    {
        DataSet<float> data = Points.Numbers(30, seed: 1);
        Numbers[] members = [.. Enumerable.Range(1, 4).Select(static seed => new Numbers(maxBatch: 7, seed: (ulong)seed))];
        var ensemble = new Ensemble<Numbers, float>(members);
        double[] expected = Mean(members, data.Inputs, 1, static row => row);
        float[] found = new float[30];
        ensemble.Predict(data.Inputs, found);
        Close(expected, found);
        Assert.Equal(expected.Select((y, i) => (y - data.Targets[i]) * (y - data.Targets[i])).Average(), ensemble.Measure(data, new Mse())[0].Value, 1e-6);
    }

    /// <summary>Confident members: a probability of 1 has a finite logit, and one of 0 an infinite loss where it is the label's.</summary>
    [Fact]
    public void CertaintyIsNoNaN()
    {
        var network = new TwoLogits(maxBatch: 4);
        network.LoadParameters([.. Enumerable.Repeat(1e4f, TwoLogits.ParameterCount)]);
        var ensemble = new Ensemble<TwoLogits, float>([network, network]);
        var data = new DataSet<float>([1, 1, 1, -1, -1, -1], [1, 1, 0, 0], 3, 2);
        Assert.All(ensemble.Measure(data, new BinaryLogLoss(), new BinaryAccuracy()), static value => Assert.True(double.IsFinite(value.Value), value.Name));
    }

    [Fact]
    public void MembersAreCopiesThatDoNotChangeAndComeBackFromAFile()
    {
        using var folder = new TempFolder();
        DataSet<int> data = Points.Classes(40, seed: 1);
        Classes[] members = Members(static seed => new Classes(maxBatch: 8, seed: seed), data);
        var ensemble = new Ensemble<Classes, int>(members);
        float[] before = new float[120], after = new float[120];
        ensemble.Predict(data.Inputs, before);
        float[] weights = States.Weights(members[1]);
        members[1].TrainStep(data.Inputs[..32], data.Targets[..8]);
        ensemble.Predict(data.Inputs, after);
        Assert.Equal(before, after);
        Assert.Equal(weights, States.Weights(ensemble.Member(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ensemble.Member(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ensemble.Member(-1));

        ensemble.Save(folder.File("members.safetensors"));
        Ensemble<Classes, int> loaded = Ensemble<Classes, int>.Load(folder.File("members.safetensors"), maxBatch: 5);
        loaded.Predict(data.Inputs, after);
        Assert.Equal((3, 5), (loaded.Count, loaded.MaxBatch));
        Assert.Equal(before, after);
        SafeTensorsFile file = SafeTensors.Read(folder.File("members.safetensors"));
        Assert.Equal([8, 4], file["member.2.dense1.weight"].Shape);
    }

    [Fact]
    public async Task AnyNumberOfThreadsPredict()
    {
        DataSet<int> data = Points.Classes(40, seed: 1);
        var ensemble = new Ensemble<Classes, int>(Members(static seed => new Classes(maxBatch: 8, seed: seed), data));
        float[] expected = new float[120];
        ensemble.Predict(data.Inputs, expected);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            float[] found = new float[120];
            for (int i = 0; i < 20; i++)
            {
                ensemble.Predict(data.Inputs, found);
                Assert.Equal(expected, found);
            }
        })));
    }

    [Fact]
    public void FilesOfOthersAreRefusedByName()
    {
        using var folder = new TempFolder();
        var ensemble = new Ensemble<Numbers, float>([new Numbers(maxBatch: 4), new Numbers(maxBatch: 4, seed: 1)]);
        ensemble.Save(folder.File("two.safetensors"));
        SafeTensors.Save(new Numbers(maxBatch: 1), folder.File("one.safetensors"));
        Refused("one", "is no ensemble");
        SafeTensorsFile file = SafeTensors.Read(folder.File("two.safetensors"));
        SafeTensors.Write(folder.File("cut.safetensors"), file.Tensors.Skip(1), file.Metadata);
        Refused("cut", "which the network has");
        SafeTensor[] first = [.. file.Tensors.Where(static tensor => tensor.Name.StartsWith("member.0.", StringComparison.Ordinal))];
        SafeTensors.Write(folder.File("half.safetensors"), first, file.Metadata);
        Refused("half", "has no tensor of member 1");
        SafeTensors.Write(folder.File("more.safetensors"), [.. file.Tensors, SafeTensor.From("other", [1], (ReadOnlySpan<float>)[1f])], file.Metadata);
        Refused("more", "1 tensors that belong to none of its 2 members");
        var metadata = new Dictionary<string, string> { ["format"] = "fastopt-ensemble", ["members"] = "-2" };
        SafeTensors.Write(folder.File("count.safetensors"), file.Tensors, metadata);
        Refused("count", "is no ensemble");
        string other = Assert.Throws<InvalidDataException>(() => Ensemble<Narrower, float>.Load(folder.File("two.safetensors"))).Message;
        Assert.Contains("two.safetensors, member 0 is not of Narrower", other, StringComparison.Ordinal);

        void Refused(string name, string message)
        {
            string path = folder.File(name + ".safetensors");
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Ensemble<Numbers, float>.Load(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Ensemble<Numbers, float>([]));
        Assert.Throws<ArgumentNullException>(() => new Ensemble<Numbers, float>([null!]));
        var ensemble = new Ensemble<Numbers, float>([new Numbers(maxBatch: 4)]);
        Refused("0 inputs are no whole number of examples of 3", [], 0);
        Refused("4 inputs are no whole number of examples of 3", new float[4], 1);
        Refused("room for 1 outputs, but 2 examples have 2", new float[6], 1);
        Assert.Throws<ArgumentException>(() => ensemble.Measure(Points.Numbers(4, seed: 1)));
        Assert.Throws<ArgumentException>(() => ensemble.Measure(new DataSet<float>([], [], 3), new Mse()));
        Assert.Throws<ArgumentException>(() => ensemble.Measure(new DataSet<float>(new float[4], new float[1], 4), new Mse()));

        void Refused(string message, float[] inputs, int outputs) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => ensemble.Predict(inputs, new float[outputs])).Message, StringComparison.Ordinal);
    }

    private static Classes[] Members(Func<ulong, Classes> make, DataSet<int> data) => [.. Enumerable.Range(1, 3).Select(seed =>
    {
        Classes network = make((ulong)seed);
        for (int i = 0; i < 20; i++)
            network.TrainStep(data.Inputs[..32], data.Targets[..8]);
        return network;
    })];

    private static double[] Mean<TNetwork, TTarget>(INetwork<TNetwork, TTarget>[] members, ReadOnlySpan<float> inputs, int size, Func<double[], double[]> of)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        int examples = inputs.Length / TNetwork.InputSize;
        double[] mean = new double[examples * size];
        foreach (INetwork<TNetwork, TTarget> member in members)
        {
            float[] outputs = new float[examples * size];
            member.Predict(inputs, outputs);
            for (int i = 0; i < examples; i++)
            {
                double[] row = of(Array.ConvertAll(outputs[(i * size)..((i + 1) * size)], static z => (double)z));
                for (int j = 0; j < size; j++)
                    mean[(i * size) + j] += row[j] / members.Length;
            }
        }

        return mean;
    }

    private static void Close(double[] expected, float[] found)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-6);
    }
}
