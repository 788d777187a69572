namespace FastOpt.Benchmarks;

/// <summary>What a peer repeats on request.</summary>
internal interface IPeerWork : IDisposable
{
    /// <summary>Does it so many times.</summary>
    void Run(int times);
}
