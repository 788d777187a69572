using System.Globalization;

namespace FastOpt.Training.Tests.Augmentation;

public sealed class ImageAugmentationTests
{
    private const int Draws = 20_000;

    [Fact]
    public void WhatIsNotAskedForChangesNothing()
    {
        float[] image = Image(2, 3, 4);
        Assert.Equal(image, Apply(new ImageAugmentation(2, 3, 4), image));
    }

    [Fact]
    public void AnImageIsAFunctionOfSeedEpochAndExampleAlone()
    {
        var augmentation = new ImageAugmentation(1, 5, 5)
        {
            MaxShift = 2,
            FlipHorizontal = true,
            FlipVertical = true,
            Brightness = 0.2f,
            Contrast = 0.3f,
            Noise = 0.1f,
        };
        float[] image = Image(1, 5, 5);
        float[] first = Apply(augmentation, image, 7, 3, 11);
        Apply(augmentation, image, 1, 1, 1);
        Assert.Equal(first, Apply(augmentation with { }, image, 7, 3, 11));
        Assert.NotEqual(first, Apply(augmentation, image, 8, 3, 11));
        Assert.NotEqual(first, Apply(augmentation, image, 7, 4, 11));
        Assert.NotEqual(first, Apply(augmentation, image, 7, 3, 12));

        float[][] results = new float[200][];
        Parallel.For(0, results.Length, i => results[i] = Apply(augmentation, image, 5, 1 + i % 7, i));
        Assert.All(Enumerable.Range(0, results.Length), i => Assert.Equal(Apply(augmentation, image, 5, 1 + i % 7, i), results[i]));
    }

    [Fact]
    public void AllShiftsAreAsLikelyAndMoveTheWholeImage()
    {
        // Pixel (2, 2) of a 5 × 5 image is the only one of its value; where it lands tells the shift.
        var augmentation = new ImageAugmentation(1, 5, 5) { MaxShift = 1, Ground = -1 };
        float[] image = Image(1, 5, 5);
        var counts = new Dictionary<(int Down, int Right), int>();
        for (int example = 0; example < Draws; example++)
        {
            float[] result = Apply(augmentation, image, 1, 1, example);
            int at = Array.IndexOf(result, image[12]), down = at / 5 - 2, right = at % 5 - 2;
            counts[(down, right)] = counts.GetValueOrDefault((down, right)) + 1;
            for (int y = 0; y < 5; y++)
            {
                for (int x = 0; x < 5; x++)
                    Assert.Equal(y - down is >= 0 and < 5 && x - right is >= 0 and < 5 ? image[(y - down) * 5 + x - right] : -1, result[y * 5 + x]);
            }
        }

        // 2,222 each are expected, with a standard deviation of 44.
        Assert.Equal(9, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 2000, 2450));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void HalfOfTheImagesAreFlippedChannelByChannel(bool horizontal, bool vertical)
    {
        var augmentation = new ImageAugmentation(2, 3, 4) { FlipHorizontal = horizontal, FlipVertical = vertical };
        float[] image = Image(2, 3, 4);
        var counts = new Dictionary<(bool, bool), int>();
        for (int example = 0; example < Draws; example++)
        {
            float[] result = Apply(augmentation, image, 2, 1, example);
            bool mirrored = result[0] == image[3] || result[0] == image[11], upsideDown = result[0] == image[8] || result[0] == image[11];
            counts[(mirrored, upsideDown)] = counts.GetValueOrDefault((mirrored, upsideDown)) + 1;
            for (int i = 0; i < image.Length; i++)
            {
                int channel = i / 12, y = i / 4 % 3, x = i % 4;
                Assert.Equal(image[channel * 12 + (upsideDown ? 2 - y : y) * 4 + (mirrored ? 3 - x : x)], result[i]);
            }
        }

        int cases = horizontal && vertical ? 4 : 2;
        Assert.Equal(cases, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, Draws / cases - 300, Draws / cases + 300));
        Assert.All(counts.Keys, key => Assert.True((!key.Item1 || horizontal) && (!key.Item2 || vertical)));
    }

    [Fact]
    public void BrightnessAddsOneNumberToAllPixels()
    {
        float[] image = Image(1, 2, 2);
        double sum = 0, squares = 0;
        for (int example = 0; example < Draws; example++)
        {
            float[] result = Apply(new ImageAugmentation(1, 2, 2) { Brightness = 0.25f }, image, 3, 1, example);
            double added = result[0] - image[0];
            Assert.InRange(added, -0.2500001, 0.2500001);
            Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(added, result[i] - image[i], 1e-6));
            sum += added;
            squares += added * added;
        }

        // Uniform: mean 0, variance b² / 3.
        Assert.Equal(0, sum / Draws, 0.005);
        Assert.Equal(0.25 * 0.25 / 3, squares / Draws, 0.001);
    }

    [Fact]
    public void ContrastMultipliesDistancesFromTheMean()
    {
        float[] image = Image(1, 2, 2);
        double mean = image.Average(value => (double)value), sum = 0;
        for (int example = 0; example < Draws; example++)
        {
            float[] result = Apply(new ImageAugmentation(1, 2, 2) { Contrast = 0.5f }, image, 4, 1, example);
            double factor = (result[0] - mean) / (image[0] - mean);
            Assert.InRange(factor, 0.499999, 1.500001);
            Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(mean + factor * (image[i] - mean), result[i], 1e-5));
            sum += factor;
        }

        Assert.Equal(1, sum / Draws, 0.01);
    }

    [Fact]
    public void NoiseHasTheDeviationThatIsAskedFor()
    {
        float[] image = Image(1, 10, 10);
        var augmentation = new ImageAugmentation(1, 10, 10) { Noise = 0.2f };
        double sum = 0, squares = 0, product = 0, fourth = 0;
        for (int example = 0; example < 2_000; example++)
        {
            float[] result = Apply(augmentation, image, 5, 1, example);
            for (int i = 0; i < 100; i++)
            {
                double noise = (result[i] - image[i]) / 0.2;
                sum += noise;
                squares += noise * noise;
                fourth += noise * noise * noise * noise;
                product += i > 0 ? noise * (result[i - 1] - image[i - 1]) / 0.2 : 0;
            }
        }

        // A normal number's moments, and no correlation of neighbours, over 200,000.
        Assert.Equal(0, sum / 200_000, 0.01);
        Assert.Equal(1, squares / 200_000, 0.015);
        Assert.Equal(3, fourth / 200_000, 0.12);
        Assert.Equal(0, product / 198_000, 0.01);
    }

    [Fact]
    public void ApplyingAllocatesNothing()
    {
        var augmentation = new ImageAugmentation(1, 28, 28) { MaxShift = 2, FlipHorizontal = true, Brightness = 0.2f, Contrast = 0.3f, Noise = 0.1f };
        float[] image = Image(1, 28, 28), result = new float[784];
        augmentation.Apply(image, result, 1, 1, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int example = 0; example < 50; example++)
            augmentation.Apply(image, result, 1, 1, example);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ItsTextNamesAllSettingsInEveryCulture()
    {
        var plain = new ImageAugmentation(1, 2, 3);
        ImageAugmentation[] all =
        [
            plain, new(2, 1, 3), plain with { MaxShift = 1 }, plain with { Ground = 1 },
            plain with { FlipHorizontal = true }, plain with { FlipVertical = true },
            plain with { Brightness = 0.1f }, plain with { Brightness = MathF.BitIncrement(0.1f) }, plain with { Contrast = 0.1f }, plain with { Noise = 0.1f },
        ];
        Assert.Equal(all.Length, all.Select(augmentation => augmentation.ToString()).Distinct().Count());
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("", false) { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Contains("brightness 0.1,", all[6].ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void WhatCannotBeIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageAugmentation(1, 2, 2) { MaxShift = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageAugmentation(1, 2, 2) { Brightness = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageAugmentation(1, 2, 2) { Contrast = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageAugmentation(1, 2, 2) { Noise = float.PositiveInfinity });
        Assert.Contains(
            "5 values are no image of 1 × 2 × 2", Assert.Throws<ArgumentException>(() => Apply(new ImageAugmentation(1, 2, 2), new float[5])).Message);
        Assert.Contains("0 values are no image", Assert.Throws<ArgumentException>(() => Apply(new ImageAugmentation(0, 2, 2), [])).Message);
        Assert.Contains("no image of -1 × -2 × 2", Assert.Throws<ArgumentException>(() => Apply(new ImageAugmentation(-1, -2, 2), new float[4])).Message);
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() =>
        {
            float[] image = new float[4];
            new ImageAugmentation(1, 2, 2).Apply(image, image, 1, 1, 0);
        }).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Apply(new ImageAugmentation(1, 2, 2), new float[4], 1, 1, -1));
    }

    private static float[] Image(int channels, int height, int width) =>
        [.. Enumerable.Range(0, channels * height * width).Select(i => (i * 7 % 25 + 1) / 32f)];

    private static float[] Apply(ImageAugmentation augmentation, float[] image, ulong seed = 1, long epoch = 1, int example = 0)
    {
        float[] result = new float[image.Length];
        augmentation.Apply(image, result, seed, epoch, example);
        return result;
    }
}
