using FastOpt.Mpi;
using FastOpt.Mpi.Ranks;

// One process of several: `mpirun -np 2 FastOpt.Mpi.Ranks COMMAND …`. What it shows stands on the first process's output; an error is one line with the
// process's rank, and exit code 1.
try
{
    var options = new MpiOptions
    {
        Deadline = TimeSpan.FromSeconds(Arguments.Number(args, "--deadline", 60)),
        SharesMemory = Arguments.Number(args, "--memory", 1) == 1,
    };
    using MpiCommunicator processes = MpiCommunicator.Start(options);
    switch (args.FirstOrDefault())
    {
        case "exchange": ExchangeCheck.Run(processes, rounds: (int)Arguments.Number(args, "--rounds", 500)); break;
        case "steps": StepRun.Run(processes, args); break;
        case "fit": FitCase.Run(processes, args); break;
        case "arguments": ArgumentCases.Run(processes); break;
        case "page": PageRun.Run(processes, args[1]); break;
        case "fail": FailureCases.Run(processes, args[1]); break;
        default: throw new ArgumentException($"There is no command '{args.FirstOrDefault()}'.");
    }

    return 0;
}
catch (Exception mistake) when (mistake is MpiException or ArgumentException or IOException or InvalidDataException or InvalidOperationException)
{
    string rank = Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_RANK") ?? Environment.GetEnvironmentVariable("PMI_RANK") ?? "0";
    Console.Error.WriteLine($"process {rank}: {mistake.GetType().Name}: {mistake.Message}");
    return 1;
}
