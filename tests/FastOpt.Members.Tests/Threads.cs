namespace FastOpt.Members.Tests;

/// <summary>Real threads that start together.</summary>
internal static class Threads
{
    /// <summary>Runs the body on so many threads at once, each with its number, and fails with the first exception that one of them did not catch.</summary>
    public static void Run(int count, Action<int> body)
    {
        using var together = new Barrier(count);
        var failures = new Exception?[count];
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            together.SignalAndWait();
            try
            {
                body(number);
            }
            catch (Exception failure)
            {
                failures[number] = failure;
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(failures, Assert.Null);
    }
}
