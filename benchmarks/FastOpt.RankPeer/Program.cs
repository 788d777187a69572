using System.Globalization;
using FastOpt.Benchmarks.RankPeer;
using FastOpt.Mpi;

// One process of several, as mpirun starts it. The first one prints a line for each figure: its name, what it is of, nanoseconds.
//   steps NETWORK BATCH SECONDS   a step of a distributed network, and, on one process, of the same network as it trains alone
//                                 behind these "sending": processes of one machine do as those of several
//   exchanges SECONDS             AllGather and AllToAll of pieces of 8 bytes to 4 MiB, and on one process the addition of floats
using MpiCommunicator processes = MpiCommunicator.Start(new MpiOptions { SharesMemory = !args.Contains("sending") });
switch (args[0])
{
    case "steps": StepTimes.Run(processes, args[1], Integer(args[2]), Integer(args[3])); break;
    case "exchanges": ExchangeTimes.Run(processes, Integer(args[1])); break;
    default: throw new ArgumentException($"There is no command '{args[0]}'.");
}

static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);
