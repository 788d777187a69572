using FastOpt.Cli.Commands;
using FastOpt.Mpi;
using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>A training that several processes share, as mpirun starts them: the first one prints and writes, and an error of any ends all.</summary>
internal static class DistributedTraining
{
    /// <summary>Runs this process's part.</summary>
    /// <param name="settings">What was asked.</param>
    /// <param name="prepare">Reads the data and makes the training.</param>
    /// <param name="setRate">Gives the network a learning rate of the person's own.</param>
    /// <param name="output">Receives progress and results, on the first process.</param>
    /// <param name="error">Receives one line for an error, with the process's rank where it is not the first.</param>
    /// <param name="cancellation">Ends the training on all processes.</param>
    /// <returns>The exit code.</returns>
    public static int Run<TNetwork, TTarget>(
        TrainSettings settings,
        Func<TrainSettings, ModelTraining<TNetwork, TTarget>> prepare,
        Action<TNetwork, double> setRate,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph, IDistributed<TTarget>
        where TTarget : unmanaged
    {
        string who = "";
        try
        {
            using MpiCommunicator processes = MpiCommunicator.Start();
            who = processes.IsFirst ? "" : FormattableString.Invariant($"process {processes.Rank}: ");
            return Run(processes, settings, prepare, setRate, output, error, cancellation);
        }
        catch (Exception e) when (e is MpiException or DataFormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"fastopt: {who}{e.Message}");
            return CommandLine.Failure;
        }
    }

    private static int Run<TNetwork, TTarget>(
        MpiCommunicator processes,
        TrainSettings settings,
        Func<TrainSettings, ModelTraining<TNetwork, TTarget>> prepare,
        Action<TNetwork, double> setRate,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph, IDistributed<TTarget>
        where TTarget : unmanaged
    {
        TrainSettings own = processes.IsFirst ? settings : settings with { Save = null, Export = null, Report = null, Log = null };
        ModelTraining<TNetwork, TTarget>? training = null;
        string mistake = "";
        try
        {
            OutputFiles.Prepare(own);
            training = prepare(own);
        }
        catch (Exception e) when (e is DataFormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            mistake = e.Message;
        }

        // What all have in common, such as a file that is not there, is said once.
        IReadOnlyList<string> mistakes = processes.Gather(mistake);
        if (mistakes.Any(static one => one.Length > 0))
        {
            if (processes.IsFirst)
            {
                foreach (string one in mistakes.Where(static one => one.Length > 0).Distinct())
                    error.WriteLine($"fastopt: {one}");
            }

            return CommandLine.Failure;
        }

        training!.Together = FormattableString.Invariant($", {processes.Size} {(processes.Size == 1 ? "process" : "processes")} over {processes.Library}");
        training.Fitting = (network, train, validation, options, metrics) => network.Fit(processes, train, validation, options, metrics);
        return training.Run(setRate, processes.IsFirst ? output : TextWriter.Null, processes.IsFirst ? error : TextWriter.Null, cancellation);
    }
}
