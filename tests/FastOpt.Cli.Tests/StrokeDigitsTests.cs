using System.Security.Cryptography;
using FastOpt.Cli.Data;
using FastOpt.Training;

namespace FastOpt.Cli.Tests;

public sealed class StrokeDigitsTests
{
    // A change of these hashes changes the built-in data for every user, and with it every published accuracy.
    private const string TrainingHash = "107d78e8de898a22207476f11dcbd4530fb2333614df56905ddee8f50a98c3ed";
    private const string TestHash = "a2dcb6caf58553c67d154b5b143741066f286cfb9f11366ef51dfb232c798691";

    [Fact]
    public void The_images_are_the_same_on_every_machine()
    {
        Assert.Equal(TrainingHash, Hash(StrokeDigits.Training()));
        Assert.Equal(TestHash, Hash(StrokeDigits.Test()));
    }

    [Fact]
    public void An_image_depends_on_its_seed_and_index_alone()
    {
        DataSet<int> few = StrokeDigits.Draw(25, 5), many = StrokeDigits.Draw(100, 5);
        Assert.Equal(few.Inputs, many.Inputs[..few.Inputs.Length]);
        Assert.False(few.Inputs.SequenceEqual(StrokeDigits.Draw(25, 6).Inputs));
    }

    [Fact]
    public void Every_digit_is_equally_frequent()
    {
        DataSet<int> digits = StrokeDigits.Training();
        Assert.Equal(StrokeDigits.TrainingCount, digits.Count);
        foreach (IGrouping<int, int> digit in digits.Targets.ToArray().GroupBy(label => label))
        {
            Assert.InRange(digit.Key, 0, 9);
            Assert.Equal(digits.Count / 10, digit.Count());
        }
    }

    [Fact]
    public void Images_hold_intensities_and_a_glyph_inside_the_frame()
    {
        DataSet<int> digits = StrokeDigits.Draw(2_000, 7);
        for (int i = 0; i < digits.Count; i++)
        {
            ReadOnlySpan<float> image = digits.Input(i);
            int inked = 0;
            foreach (float value in image)
            {
                Assert.InRange(value, 0f, 1f);
                inked += value > 0.5f ? 1 : 0;
            }

            Assert.InRange(inked, 8, 260);
        }
    }

    [Fact]
    public void No_two_images_are_equal()
    {
        DataSet<int> training = StrokeDigits.Training(), test = StrokeDigits.Test();
        var seen = new HashSet<string>();
        foreach (DataSet<int> digits in new[] { training, test })
        {
            for (int i = 0; i < digits.Count; i++)
                Assert.True(seen.Add(Hash(digits.Input(i))));
        }
    }

    private static string Hash(DataSet<int> digits) => Hash(digits.Inputs);

    private static string Hash(ReadOnlySpan<float> values)
    {
        // Grey levels rather than floats: independent of the machine's byte order.
        byte[] levels = new byte[values.Length];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = (byte)((values[i] * 255) + 0.5f);
        return Convert.ToHexStringLower(SHA256.HashData(levels));
    }
}
