using System.Runtime.InteropServices;
using System.Text;

namespace FastOpt.Mpi;

/// <content>What processes must have in common.</content>
public sealed partial class MpiCommunicator
{
    /// <summary>Gives every process the texts of all, in the order of ranks. For a start or an end, not for a step: it allocates.</summary>
    /// <param name="own">This process's text.</param>
    public IReadOnlyList<string> Gather(string own)
    {
        ArgumentNullException.ThrowIfNull(own);
        byte[] bytes = Encoding.UTF8.GetBytes(own);
        int[] lengths = new int[Size], sizes = new int[Size];
        Array.Fill(sizes, sizeof(int));
        AllGather(MemoryMarshal.AsBytes<int>([bytes.Length]), MemoryMarshal.AsBytes(lengths.AsSpan()), sizes);
        byte[] all = new byte[lengths.Sum()];
        AllGather(bytes, all, lengths);
        string[] texts = new string[Size];
        for (int process = 0, start = 0; process < Size; start += lengths[process++])
            texts[process] = Encoding.UTF8.GetString(all, start, lengths[process]);
        return texts;
    }

    /// <summary>Compares what must be the same on every process, before anything is done together.</summary>
    /// <param name="facts">What is compared, in the same order everywhere: "batch size", "64". A long one is best named by a hash.</param>
    /// <exception cref="MpiException">Something differs: on every process, the first such fact with each value and its processes.</exception>
    public void Compare(IReadOnlyList<(string What, string Value)> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        IReadOnlyList<string> texts = Gather(FactText.Write(facts));
        if (FactText.Difference(texts) is { } difference)
            throw new MpiException(difference.Text, difference.Processes);
    }
}
