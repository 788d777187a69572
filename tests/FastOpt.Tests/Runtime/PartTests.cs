using FastOpt.Runtime;

namespace FastOpt.Tests.Runtime;

/// <summary>Shares of a phase are disjoint, and together they are all of it.</summary>
public class PartTests
{
    public static TheoryData<int, int> RowsAndGranules => new(from rows in new[] { 1, 5, 8, 33, 64, 784 } from granule in new[] { 1, 8, 24 } select (rows, granule));

    [Theory]
    [MemberData(nameof(RowsAndGranules))]
    public void EveryRowFallsToOneShare(int rows, int granule)
    {
        for (int count = 1; count <= 20; count++)
        {
            var owners = new int[rows];
            for (int share = 0; share < count; share++)
                Own(owners, new Part(share, count, thread: 0), granule);
            Assert.All(owners, static number => Assert.Equal(1, number));
        }
    }

    [Theory]
    [MemberData(nameof(RowsAndGranules))]
    public void EveryRowOfEveryBlockFallsToOneShare(int rows, int granule)
    {
        for (int count = 1; count <= 20; count++)
        {
            for (int blocks = 1; blocks <= 5; blocks++)
            {
                for (int block = 0; block < blocks; block++)
                {
                    var owners = new int[rows];
                    for (int share = 0; share < count; share++)
                        Own(owners, new Part(share, count, thread: 0).OfBlock(block, blocks), granule);
                    Assert.All(owners, static number => Assert.Equal(1, number));
                }
            }
        }
    }

    /// <summary>Where shares divide into blocks, a share has its part of one block: what one thread computes of it stays with that thread.</summary>
    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 4)]
    [InlineData(4, 2)]
    [InlineData(4, 4)]
    public void EqualBlocksAreEqualWork(int threads, int blocks)
    {
        const int Pieces = 4;
        const int Rows = 480;
        var work = new int[threads];
        for (int share = 0; share < Pieces * threads; share++)
        {
            for (int block = 0; block < blocks; block++)
            {
                Part part = new Part(share, Pieces * threads, share / Pieces).OfBlock(block, blocks);
                work[part.Thread] += part.End(Rows, granule: 8) - part.First(Rows, granule: 8);
            }
        }

        Assert.All(work, rows => Assert.Equal(Rows * blocks / threads, rows));
    }

    private static void Own(int[] owners, Part part, int granule)
    {
        for (int row = part.First(owners.Length, granule); row < part.End(owners.Length, granule); row++)
            owners[row]++;
    }
}
