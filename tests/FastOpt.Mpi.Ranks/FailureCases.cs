using System.Diagnostics;

namespace FastOpt.Mpi.Ranks;

/// <summary>What goes wrong between processes: each case must end all of them, with an error that names the process.</summary>
internal static class FailureCases
{
    private const int Odd = 1;

    public static void Run(MpiCommunicator processes, string which)
    {
        byte[] all = new byte[64 * processes.Size + 1];
        int[] lengths = new int[processes.Size];
        Array.Fill(lengths, 64);
        bool isOdd = processes.Rank == Odd;
        for (int i = 0; i < 20; i++)
            processes.AllGather(all.AsSpan(0, 64), all.AsSpan(0, 64 * processes.Size), lengths);
        switch (which)
        {
            case "kill":
                // As `kill -9` of a shell does it, in the middle.
                if (isOdd)
                    Process.GetCurrentProcess().Kill();
                break;
            case "stop":
                if (isOdd)
                    Process.Start("kill", ["-STOP", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
                break;
            case "fewer":
                if (isOdd)
                    return;
                break;
            case "throws":
                if (isOdd)
                    throw new InvalidDataException("an error of this process alone");
                break;
            case "length":
                if (isOdd)
                    lengths[Odd] = 63;
                break;
            case "longer":
                if (isOdd)
                    lengths[Odd] = 65;
                break;
            case "differ":
                processes.Compare([("seed", "1"), ("batch size", isOdd ? "32" : "64")]);
                return;
            default:
                throw new ArgumentException($"There is no case '{which}'.");
        }

        for (int i = 0; i < 100; i++)
            processes.AllGather(all.AsSpan(0, lengths[processes.Rank]), all.AsSpan(0, lengths.Sum()), lengths);
        throw new InvalidOperationException("Nobody was missed.");
    }
}
