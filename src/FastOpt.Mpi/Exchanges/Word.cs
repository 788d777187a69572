namespace FastOpt.Mpi;

/// <summary>What one process tells another besides the bytes of exchanges, when they have to wait for one another.</summary>
internal enum Word : long
{
    /// <summary>"I have ended behind so many exchanges."</summary>
    Ended = 1,

    /// <summary>"I have waited too long for you: are you there?"</summary>
    Asks = 2,

    /// <summary>"I am there, and wait in this exchange myself."</summary>
    Waits = 3,

    /// <summary>"I end: a process is missing."</summary>
    Misses = 4,

    /// <summary>"I end with an error."</summary>
    Fails = 5,
}
