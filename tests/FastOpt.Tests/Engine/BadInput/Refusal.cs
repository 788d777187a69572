using System.Globalization;

namespace FastOpt.Tests.Engine.BadInput;

/// <summary>The exception that a wrong call must throw: exactly this type, argument and message.</summary>
internal sealed record Refusal(Type Type, string Argument, string Message)
{
    /// <summary>No example at all.</summary>
    public static Refusal Empty(string model, int inputSize) => Of("inputs", $"{model}: inputs is empty, but a batch has at least 1 example of {inputSize} floats.");

    /// <summary>A part of an example.</summary>
    public static Refusal Ragged(string model, int length, int inputSize) =>
        Of("inputs", $"{model}: inputs has {length} elements, which is no multiple of {inputSize}, the floats of one example.");

    /// <summary>More examples than the model was made for.</summary>
    public static Refusal TooMany(string model, int examples, int maxBatch) => Of("inputs", $"{model}: inputs has {examples} examples, but maxBatch is {maxBatch}.");

    /// <summary>Not one label for each example.</summary>
    public static Refusal Labels(string model, int length, int examples) => Of("labels", $"{model}: labels has {length} elements, but inputs has {examples} examples.");

    /// <summary>A label that is no class.</summary>
    public static Refusal Label(string model, int index, int label, int classes) =>
        OutOfRange("labels", label, $"{model}: labels[{index}] is {label}, but the network has classes 0 to {classes - 1}.");

    /// <summary>Targets or outputs that are not OutputSize for each example.</summary>
    public static Refusal Values(string model, string argument, int length, int examples, int outputSize) =>
        Of(argument, $"{model}: {argument} has {length} elements, but {examples} examples of {outputSize} outputs make {examples * outputSize}.");

    /// <summary>Parameters or gradients of another number than the network's.</summary>
    public static Refusal Parameters(string model, string argument, int length, int parameters) =>
        Of(argument, $"{model}: {argument} has {length} elements, but the network has {parameters} parameters.");

    /// <summary>Not one gradient for each input.</summary>
    public static Refusal InputGradients(string model, int length, int inputs) =>
        Of("gradients", $"{model}: gradients has {length} elements, but inputs has {inputs}.");

    /// <summary>What is written lies over the inputs.</summary>
    public static Refusal Overlap(string model, string argument) => Of(argument, $"{model}: {argument} overlaps inputs, which are still read while it is written.");

    /// <summary>An <see cref="ArgumentException"/>.</summary>
    public static Refusal Of(string argument, string text) => new(typeof(ArgumentException), argument, $"{text} (Parameter '{argument}')");

    /// <summary>An <see cref="ArgumentOutOfRangeException"/>, which adds the value.</summary>
    public static Refusal OutOfRange(string argument, double value, string text) =>
        new(typeof(ArgumentOutOfRangeException), argument, string.Create(CultureInfo.InvariantCulture, $"{text} (Parameter '{argument}'){Environment.NewLine}Actual value was {value}."));
}

/// <summary>A wrong call, and how it must be refused. What the call was given to write into comes from <see cref="Untouched"/>.</summary>
internal sealed record BadCall<TModel>(Action<TModel, Untouched> Act, Refusal Expected);

/// <summary>Memory that a refused call must leave as it is.</summary>
internal sealed class Untouched
{
    private const float Sentinel = 7.25f;

    private readonly List<float[]> _given = [];

    /// <summary>An array of the test's, watched.</summary>
    public float[] Floats(int count)
    {
        float[] given = new float[count];
        Array.Fill(given, Sentinel);
        _given.Add(given);
        return given;
    }

    /// <summary>Asserts that nothing was written.</summary>
    public void AssertUntouched() => Assert.All(_given, static given => Assert.All(given, static value => Assert.Equal(Sentinel, value)));
}
