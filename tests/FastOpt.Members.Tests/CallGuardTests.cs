namespace FastOpt.Members.Tests;

/// <summary>A network takes one call at a time: a second one throws, and changes nothing.</summary>
public sealed class CallGuardTests
{
    private const int Batch = 8;

    private static readonly float[] Inputs = Batches.Floats(Batch * Classifier.InputSize, 1);
    private static readonly int[] Labels = Batches.Labels(Batch, Classifier.OutputSize, 2);

    /// <summary>
    /// Whatever number of steps got through, the weights are those of that many steps in a row: so nothing of a refused call, and nothing of two at once, is in them.
    /// </summary>
    [Fact]
    public void StepsOfManyThreadsAreRefusedOrWhole()
    {
        var model = new Classifier(Batch, seed: 7);
        int refused = 0;
        int taken = 0;
        Threads.Run(6, number =>
        {
            var outputs = new float[Batch * Classifier.OutputSize];
            var parameters = new float[Classifier.ParameterCount];
            var gradients = new float[Inputs.Length];
            for (int i = 0; i < 4000; i++)
            {
                try
                {
                    switch ((i + number) % 9)
                    {
                        case 4:
                            model.Predict(Inputs, outputs);
                            break;
                        case 5:
                            model.Evaluate(Inputs, Labels);
                            break;
                        case 6:
                            model.ComputeGradients(Inputs, Labels, parameters);
                            break;
                        case 7:
                            model.CopyParametersTo(parameters);
                            break;
                        case 8:
                            model.ComputeInputGradients(Inputs, Labels, gradients);
                            break;
                        default:
                            model.TrainStep(Inputs, Labels);
                            Interlocked.Increment(ref taken);
                            break;
                    }
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        });
        Assert.Equal(taken, model.Step);
        Assert.InRange(taken, 1, 6 * 4000);

        var alone = new Classifier(Batch, seed: 7);
        for (int i = 0; i < taken; i++)
            alone.TrainStep(Inputs, Labels);
        Assert.Equal(alone.ParametersOf(), model.ParametersOf());
    }

    /// <summary>An optimizer that calls back shows both names, and that the door opens again.</summary>
    [Fact]
    public void TheExceptionNamesTheModelAndBothCalls()
    {
        var model = new Intruded(Batch);
        Intruder.Call = () => model.Predict(Inputs, new float[Batch * Intruded.OutputSize]);
        float[] before = model.ParametersOf();
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => model.TrainStep(Inputs, new float[Batch * Intruded.OutputSize]));
        Assert.StartsWith("Intruded: Predict was called while TrainStep was running.", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.ParametersOf());
        Assert.Equal(0, model.Step);

        Intruder.Call = () => model.Optimizer = new Intruder();
        thrown = Assert.Throws<InvalidOperationException>(() => model.TrainStep(Inputs, new float[Batch * Intruded.OutputSize]));
        Assert.StartsWith("Intruded: Optimizer was called while TrainStep was running.", thrown.Message, StringComparison.Ordinal);

        Intruder.Call = () => model.ComputeInputGradients(Inputs, new float[Batch * Intruded.OutputSize], new float[Inputs.Length]);
        thrown = Assert.Throws<InvalidOperationException>(() => model.TrainStep(Inputs, new float[Batch * Intruded.OutputSize]));
        Assert.StartsWith("Intruded: ComputeInputGradients was called while TrainStep was running.", thrown.Message, StringComparison.Ordinal);

        Intruder.Call = () => { };
        model.TrainStep(Inputs, new float[Batch * Intruded.OutputSize]);
        Assert.Equal(1, model.Step);
    }

    [Fact]
    public void ARefusedArgumentLeavesTheDoorOpen()
    {
        var model = new Classifier(Batch);
        Assert.Throws<ArgumentException>(() => model.TrainStep(Inputs, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.CreatePredictor(0));
        model.TrainStep(Inputs, Labels);
        model.Publish();
    }
}

/// <summary>A rule that calls back while a step runs.</summary>
[Optimizer]
public readonly partial record struct Intruder(double LearningRate = 0.1)
{
    /// <summary>What it calls.</summary>
    [ThreadStatic]
    internal static Action? Call;

    /// <summary>Calls back, each time that it is read.</summary>
    public double Rate
    {
        get
        {
            Call?.Invoke();
            return LearningRate;
        }
    }

    /// <summary>Updates one weight.</summary>
    public void Update(ref float weight, float gradient) => weight -= (float)Rate * gradient;
}

/// <summary>A network with that rule.</summary>
[Network(6), Dense(2), MeanSquaredError, Optimizer<Intruder>]
public sealed partial class Intruded;
