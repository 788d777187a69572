using System.Diagnostics;
using FastOpt.Benchmarks;

long main = Stopwatch.GetTimestamp();
if (args is ["first-step"])
    FirstStep.Run(main);
else
    StepServer.Run();
