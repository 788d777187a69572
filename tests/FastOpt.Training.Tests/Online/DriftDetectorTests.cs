using System.Text.Json;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Online;

/// <summary>Detections are river's, exactly: drift.json, which drift.py recorded beside what river publishes.</summary>
public sealed class DriftDetectorTests
{
    private static readonly JsonElement Recorded = RecordedJson.Read("drift.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Recorded.GetProperty("cases").GetArrayLength())];

    /// <summary>The outputs that river's docstrings and tests print.</summary>
    [Theory]
    [InlineData("docstring", "Adwin", new[] { 1023 })]
    [InlineData("docstring", "PageHinkley", new[] { 1006 })]
    [InlineData("integers", "Adwin", new[] { 1023 })]
    [InlineData("four", "Adwin", new[] { 1023, 2015, 3007 })]
    public void RiversPublishedDetectionsAreFoundExactly(string stream, string detector, int[] expected)
    {
        DriftDetector made = detector == "Adwin" ? new Adwin() : new PageHinkley();
        Assert.Equal(expected, Detections(made, Stream(stream)));
        Assert.Equal((expected.Length, Stream(stream).Length), (made.Detections, made.Count));
    }

    /// <summary>river#574: one change was told more than once.</summary>
    [Fact]
    public void TwoChangesAreToldTwice() => Assert.Equal([1023, 2047], Detections(new Adwin(), Stream("issue574")));

    [Theory]
    [MemberData(nameof(Cases))]
    public void EachRecordedCaseIsMetNumberByNumber(int index)
    {
        JsonElement recorded = Recorded.GetProperty("cases")[index];
        DriftDetector detector = Make(recorded);
        double[] stream = Stream(recorded.GetProperty("stream").GetString()!);
        List<int> detections = [];
        JsonElement states = recorded.GetProperty("states");
        for (int i = 0; i < stream.Length; i++)
        {
            if (detector.Add(stream[i]))
                detections.Add(i);
            if (i % 250 != 249)
                continue;
            double[] expected = [.. states[i / 250].EnumerateArray().Select(static value => value.GetDouble())];
            double[] found = detector is Adwin adwin ? [adwin.Width, adwin.Mean, adwin.Variance] : [expected[0], ((PageHinkley)detector).Mean];
            Assert.Equal(expected, found);
        }

        Assert.Equal([.. recorded.GetProperty("detections").EnumerateArray().Select(static value => value.GetInt32())], detections);
    }

    /// <summary>A detector that is stored and read at any place goes on with the same detections and statistics.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void ADetectorGoesOnFromItsState(int index)
    {
        JsonElement recorded = Recorded.GetProperty("cases")[index];
        double[] stream = Stream(recorded.GetProperty("stream").GetString()!);
        int[] expected = [.. recorded.GetProperty("detections").EnumerateArray().Select(static value => value.GetInt32())];
        foreach (int cut in new[] { 0, 1, 37, 1023, 1024, 1500 })
        {
            DriftDetector first = Make(recorded), second = Make(recorded);
            List<int> detections = [];
            for (int i = 0; i < cut; i++)
            {
                if (first.Add(stream[i]))
                    detections.Add(i);
            }

            var state = new RunState();
            first.Save(state);
            second.Load(state);
            Assert.Equal((first.Count, first.Detections), (second.Count, second.Detections));
            Assert.Equal((first.IsDetected, first.IsIncrease), (second.IsDetected, second.IsIncrease));
            for (int i = cut; i < stream.Length; i++)
            {
                if (second.Add(stream[i]))
                    detections.Add(i);
            }

            Assert.Equal(expected, detections);
        }
    }

    [Fact]
    public void TheDirectionOfAChangeIsTold()
    {
        double[] stream = Stream("four");
        var adwin = new Adwin();
        var both = new PageHinkley(threshold: 20);
        List<bool> adwins = [], tests = [];
        foreach (double value in stream)
        {
            if (adwin.Add(value))
                adwins.Add(adwin.IsIncrease);
            if (both.Add(value))
                tests.Add(both.IsIncrease);
        }

        Assert.Equal([true, false, true], adwins); // 0 or 1, then 4 to 7, then 0 or 1, then 4 to 7
        Assert.Contains(true, tests);
        Assert.Contains(false, tests);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void WhatIsNoNumberIsRefusedAndChangesNothing(double value)
    {
        foreach (DriftDetector detector in new DriftDetector[] { new Adwin(), new PageHinkley() })
        {
            for (int i = 0; i < 1000; i++)
                detector.Add(Stream("docstring")[i]);
            string message = Assert.Throws<ArgumentException>(() => detector.Add(value)).Message;
            Assert.Contains($"{detector.Name}: number 1000 of the stream is ", message, StringComparison.Ordinal);
            List<int> detections = [];
            for (int i = 1000; i < 2000; i++)
            {
                if (detector.Add(Stream("docstring")[i]))
                    detections.Add(i);
            }

            Assert.Equal([detector is Adwin ? 1023 : 1006], detections);
        }
    }

    [Fact]
    public void ParametersOutOfRangeAreRefused()
    {
        foreach (double delta in new[] { 0, 1, -1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(delta));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(clock: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(maxBuckets: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(minWindow: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(grace: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkley(minInstances: 0));
        foreach (double bad in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkley(delta: bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkley(threshold: bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkley(alpha: bad));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkley(mode: (PageHinkleyMode)9));
    }

    [Fact]
    public void AStateOfAnotherDetectorIsRefusedByWhatDiffers()
    {
        var state = new RunState();
        new Adwin(delta: 0.01).Save(state);
        string message = Assert.Throws<FormatException>(() => new Adwin().Load(state)).Message;
        Assert.Contains("made with delta 0.01, ", message, StringComparison.Ordinal);
        Assert.Contains("this detector has delta 0.002, ", message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => new PageHinkley().Load(state));
    }

    [Fact]
    public void ANumberAllocatesNothing()
    {
        var adwin = new Adwin();
        var test = new PageHinkley();
        double[] stream = Stream("errors");
        foreach (double value in stream)
        {
            adwin.Add(value);
            test.Add(value);
        }

        // The window's rows of buckets are there by now.
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500; i++)
        {
            adwin.Add(stream[2000 + i]);
            test.Add(stream[2000 + i]);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static List<int> Detections(DriftDetector detector, double[] stream) =>
        [.. Enumerable.Range(0, stream.Length).Where(i => detector.Add(stream[i]))];

    private static double[] Stream(string name) =>
        [.. Recorded.GetProperty("streams").GetProperty(name).EnumerateArray().Select(static value => value.GetDouble())];

    private static DriftDetector Make(JsonElement recorded)
    {
        JsonElement parameters = recorded.GetProperty("parameters");
        if (recorded.GetProperty("detector").GetString() == "Adwin")
        {
            return new Adwin(
                Number("delta", 0.002), (int)Number("clock", 32), (int)Number("max_buckets", 5), (int)Number("min_window", 5), (int)Number("grace", 10));
        }

        PageHinkleyMode mode = parameters.TryGetProperty("mode", out JsonElement text)
            ? Enum.Parse<PageHinkleyMode>(text.GetString()!, ignoreCase: true)
            : PageHinkleyMode.Both;
        return new PageHinkley((int)Number("min_instances", 30), Number("delta", 0.005), Number("threshold", 50), Number("alpha", 0.9999), mode);

        double Number(string name, double otherwise) => parameters.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : otherwise;
    }
}
