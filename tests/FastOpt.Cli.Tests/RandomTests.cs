using FastOpt.Training;

namespace FastOpt.Cli.Tests;

public sealed class RandomTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(157)]
    public void An_epochs_order_is_a_permutation(int count)
    {
        int[] order = new int[count];
        EpochOrder.Shuffle(order, seed: 3, epoch: 1);
        Assert.Equal(Enumerable.Range(0, count), order.Order());
    }

    [Fact]
    public void An_epochs_order_depends_on_seed_and_epoch_alone()
    {
        Assert.Equal(Order(1, 1), Order(1, 1));
        Assert.NotEqual(Order(1, 1), Order(1, 2));
        Assert.NotEqual(Order(1, 1), Order(2, 1));
        Assert.Equal([0], Order(1, 1, count: 1));
    }

    [Fact]
    public void The_order_is_pinned() => Assert.Equal([0, 9, 5, 1, 2, 6, 4, 3, 7, 8], Order(42, 1, count: 10));

    [Fact]
    public void Every_position_is_reached_from_everywhere()
    {
        const int Count = 5, Epochs = 20_000;
        int[,] landed = new int[Count, Count];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            int[] order = Order(9, epoch, Count);
            for (int i = 0; i < Count; i++)
                landed[order[i], i]++;
        }

        // Expected 4,000 each with a standard deviation of 57.
        foreach (int count in landed)
            Assert.InRange(count, 3_700, 4_300);
    }

    [Fact]
    public void Numbers_have_the_promised_moments()
    {
        var random = new SplitMix64(1, 2);
        const int Count = 200_000;
        double sum = 0, squares = 0, units = 0;
        for (int i = 0; i < Count; i++)
        {
            float bell = random.NextBell(), unit = random.NextUnit();
            Assert.InRange(bell, -3.5f, 3.5f);
            Assert.True(unit is >= 0 and < 1);
            sum += bell;
            squares += bell * bell;
            units += unit;
        }

        Assert.Equal(0, sum / Count, 0.01);
        Assert.Equal(1, squares / Count, 0.01);
        Assert.Equal(0.5, units / Count, 0.005);
    }

    [Fact]
    public void Bounded_numbers_stay_in_bounds_and_reach_them()
    {
        var random = new SplitMix64(1, 3);
        int[] counts = new int[3];
        for (int i = 0; i < 3_000; i++)
            counts[random.NextBelow(3)]++;
        Assert.All(counts, count => Assert.InRange(count, 850, 1_150));
        Assert.Equal(0, random.NextBelow(1));
    }

    private static int[] Order(ulong seed, int epoch, int count = 50)
    {
        int[] order = new int[count];
        EpochOrder.Shuffle(order, seed, epoch);
        return order;
    }
}
