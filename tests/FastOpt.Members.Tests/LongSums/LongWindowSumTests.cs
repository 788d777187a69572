namespace FastOpt.Members.Tests;

/// <summary>Sums over the positions of large images and long signals, and over those of very many small ones.</summary>
[Collection(nameof(Alone))]
public sealed class LongWindowSumTests
{
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void FiltersOverManyImages(string kind)
    {
        const int Images = 60_000;
        float[] inputs = LongSum.Terms("ramp", Images * 18), gradients = LongSum.Terms(kind, Images * 16);
        float[] actual = new ManyImages(Images).Gradients(inputs, gradients);
        var expected = new double[20];
        for (int image = 0; image < Images; image++)
        {
            for (int filter = 0; filter < 4; filter++)
            {
                for (int position = 0; position < 4; position++)
                {
                    double gradient = gradients[(image * 16) + (filter * 4) + position];
                    int corner = (image * 18) + (filter / 2 * 9) + (position / 2 * 3) + (position % 2);
                    for (int term = 0; term < 4; term++)
                        expected[(filter * 4) + term] += gradient * inputs[corner + (term / 2 * 3) + (term % 2)];
                    expected[16 + filter] += gradient;
                }
            }
        }

        for (int i = 0; i < expected.Length; i++)
            LongSum.Near(expected[i], actual[i]);
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void FiltersOverALongSignal(string kind)
    {
        const int Length = 300_000;
        float[] inputs = LongSum.Terms("random", Length), gradients = LongSum.Terms(kind, 2 * (Length - 2));
        float[] actual = new OneLongSignal(1).Gradients(inputs, gradients);
        for (int filter = 0; filter < 2; filter++)
        {
            ReadOnlySpan<float> own = gradients.AsSpan(filter * (Length - 2), Length - 2);
            for (int term = 0; term < 3; term++)
                LongSum.Near(LongSum.Of(own, inputs.AsSpan(term)), actual[(filter * 3) + term]);
            LongSum.Near(LongSum.Of(own), actual[6 + filter]);
        }
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void AFilterOverALargeImage(string kind)
    {
        const int Pixels = 512 * 400;
        float[] inputs = LongSum.Terms("ramp", Pixels), gradients = LongSum.Terms(kind, Pixels);
        float[] actual = new OneLargeImage(1).Gradients(inputs, gradients);
        LongSum.Near(LongSum.Of(inputs, gradients), actual[0]);
        LongSum.Near(LongSum.Of(gradients), actual[1]);
    }

    /// <summary>Each window of the pool passes on where the image is largest, whose filter sees the middle of the image or its edge.</summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void FiltersBehindAMaximum(string kind)
    {
        const int Images = 50_000;
        float[] gradients = LongSum.Terms(kind, Images * 8);
        var network = new ManyMaxima(Images);
        // The middle term of a filter alone counts: the largest is where the image is largest.
        float[] weights = [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        network.LoadParameters(weights);
        float[] image = [9, 1, 8, 2, 1, 1, 1, 1, 2, 3, 1, 1, 1, 1, 1, 7];
        int[] largest = [0, 2, 9, 15];
        float[] inputs = [.. Enumerable.Range(0, Images).SelectMany(_ => image)];
        float[] actual = network.Gradients(inputs, gradients);
        var expected = new double[20];
        for (int example = 0; example < Images; example++)
        {
            for (int filter = 0; filter < 2; filter++)
            {
                for (int window = 0; window < 4; window++)
                {
                    double gradient = gradients[(example * 8) + (filter * 4) + window];
                    expected[18 + filter] += gradient;
                    for (int term = 0; term < 9; term++)
                    {
                        int y = (largest[window] / 4) + (term / 3) - 1, x = (largest[window] % 4) + (term % 3) - 1;
                        if (y is >= 0 and < 4 && x is >= 0 and < 4)
                            expected[(filter * 9) + term] += gradient * image[(4 * y) + x];
                    }
                }
            }
        }

        for (int i = 0; i < expected.Length; i++)
            LongSum.Near(expected[i], actual[i]);
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void TheMeanOfALargeImage(string kind)
    {
        float[] image = LongSum.Terms(kind, 600 * 500), output = [0];
        var network = new LargePool(1);
        network.LoadParameters([1, 0]);
        network.Predict(image, output);
        LongSum.Near(LongSum.Of(image) / (600 * 500), output[0]);
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void TheMeansOfLargeChannels(string kind)
    {
        const int Pixels = 260 * 260;
        float[] image = LongSum.Terms(kind, 15 * Pixels), parameters = new float[LargePools.ParameterCount], outputs = new float[15];
        for (int channel = 0; channel < 15; channel++)
            parameters[16 * channel] = 1;
        var network = new LargePools(1);
        network.LoadParameters(parameters);
        network.Predict(image, outputs);
        for (int channel = 0; channel < 15; channel++)
            LongSum.Near(LongSum.Of(image.AsSpan(channel * Pixels, Pixels)) / Pixels, outputs[channel]);
    }

    /// <summary>Positions of a channel side by side; what comes back is the weight of the layer above.</summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void WhatIsTrainedForALargeChannel(string kind)
    {
        const int Positions = 300 * 300;
        var network = new LargeChannels(2);
        float[] inputs = LongSum.Terms("random", 2 * Positions), weights = LongSum.Terms(kind, Positions);
        network.LoadParameters([1, 0, 0.25f, .. weights, 0]);
        float[] actual = network.Gradients(inputs, [1, 1]);
        NearChannel(inputs, [.. weights, .. weights], actual[0], actual[1], actual[2]);
    }

    /// <summary>Channels of a position side by side.</summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void WhatIsTrainedForManyChannels(string kind)
    {
        const int Positions = 80 * 80, Channels = 16, Images = 12;
        var network = new ManyChannels(Images);
        float[] inputs = LongSum.Terms("random", Images * Positions), gradients = LongSum.Terms(kind, Images * Channels * Positions);
        // Every filter passes the image on as it is.
        network.LoadParameters([.. LongSum.Equal(16, 1), .. new float[16], .. LongSum.Equal(16, 1), .. new float[16], .. LongSum.Equal(16, 0.25f)]);
        float[] actual = network.Gradients(inputs, gradients);
        for (int channel = 0; channel < Channels; channel++)
        {
            float[] own = [.. Enumerable.Range(0, Images).SelectMany(image => gradients.Skip(((image * Channels) + channel) * Positions).Take(Positions))];
            NearChannel(inputs, own, actual[32 + channel], actual[48 + channel], actual[64 + channel]);
        }
    }

    /// <summary>Of a channel's normalization to mean 0 and variance 1, then a PRelu with a slope of 0.25.</summary>
    private static void NearChannel(float[] inputs, float[] gradients, float ofScale, float ofShift, float ofSlope)
    {
        double mean = LongSum.Of(inputs) / inputs.Length, squares = 0;
        foreach (float input in inputs)
            squares += (input - mean) * (input - mean);
        double deviation = Math.Sqrt((squares / inputs.Length) + 1e-5), scale = 0, shift = 0, slope = 0, sizes = 0, all = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            double normal = (inputs[i] - mean) / deviation, gradient = gradients[i], behind = normal > 0 ? gradient : 0.25 * gradient;
            scale += behind * normal;
            shift += behind;
            slope += normal > 0 ? 0 : gradient * normal;
            sizes += Math.Abs(gradient * normal);
            all += Math.Abs(gradient);
        }

        LongSum.Near(scale, ofScale, sizes);
        LongSum.Near(shift, ofShift, all);
        LongSum.Near(slope, ofSlope, sizes);
    }
}
