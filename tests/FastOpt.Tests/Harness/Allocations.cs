namespace FastOpt.Tests.Harness;

/// <summary>What a thread allocates, where other tests run beside it.</summary>
internal static class Allocations
{
    private const int Tries = 20;

    /// <summary>
    /// Asserts that an action allocates nothing. A collection for another thread's sake takes what is left of this thread's room, up to 8 KiB, which then
    /// counts
    /// as allocated; so one of several tries must be free of that, and an action that allocates never is.
    /// </summary>
    public static void AssertNone(Action action)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Tries && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
