using System.Globalization;

namespace FastOpt.AotTests;

/// <summary>Counts what passed and prints what failed.</summary>
internal static class Checks
{
    /// <summary>Checks that held.</summary>
    public static int Passed { get; private set; }

    /// <summary>Checks that did not.</summary>
    public static int Failed { get; private set; }

    /// <summary>Runs one check; an exception fails it.</summary>
    public static void Run(string name, Func<string?> check)
    {
        string? complaint;
        try
        {
            complaint = check();
        }
        catch (Exception exception)
        {
            complaint = exception.ToString();
        }

        if (complaint is null)
        {
            Passed++;
            return;
        }

        Failed++;
        Console.WriteLine($"FAILED {name}: {complaint}");
    }

    /// <summary>What is wrong if values differ by more than relative · (|expected| + rms expected), the measure of the gradient tests under the JIT, or null.</summary>
    public static string? Close(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double relative)
    {
        if (expected.Length != actual.Length)
            return $"{actual.Length} values instead of {expected.Length}";
        double sum = 0;
        foreach (double value in expected)
            sum += value * value;
        double rms = Math.Sqrt(sum / expected.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= relative * (Math.Abs(expected[i]) + rms)))
                return string.Create(CultureInfo.InvariantCulture, $"element {i} is {actual[i]:R} instead of {expected[i]:R}");
        }

        return null;
    }
}
