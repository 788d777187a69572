using BenchmarkDotNet.Running;
using FastOpt.Benchmarks.Builds;
using FastOpt.Benchmarks.Convolutions;
using FastOpt.Benchmarks.Denormals;
using FastOpt.Benchmarks.Ensembles;
using FastOpt.Benchmarks.Generation;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Objectives;
using FastOpt.Benchmarks.Products;
using FastOpt.Benchmarks.Programs;
using FastOpt.Benchmarks.Ranks;
using FastOpt.Benchmarks.Soak;
using FastOpt.Benchmarks.Steps;
using FastOpt.Benchmarks.Studies;
using FastOpt.Benchmarks.Tables;
using FastOpt.Benchmarks.Threads;
using FastOpt.Benchmarks.VectorMathTable;

const string Help = """
    Measures FastOpt. Every command but `builds`, `ranks`, `scale`, `soak`, `study`, `suites` and `threads` pins itself to one core and counts the time
    of its own thread.

      steps [--cases PATTERN,…] [--rounds N] [--peers NAME,…|none] [--save] whole steps beside PyTorch, dlib, TorchSharp, ONNX Runtime, in one run
      threads [--cases PATTERN,…] [--rounds N]                              two threads beside one, by the clock
      ranks [--rounds N] [--seconds N] [--mpirun NAME] [--no-build] [--save]  two processes beside one under mpirun, and PyTorch's DDP
      scale [--seconds N] [--mpirun NAME] [--no-build] [--save]             what steps cost on 1 to 1,024 processes, from a model fitted to this machine
      aot [--no-build] [--cases PATTERN] [--rounds N]                       whole steps published by NativeAOT (v3, v4, no AVX) beside the JIT
      startup [--no-build]                                                  from a process's start to its first step, NativeAOT and JIT
      memory [--no-build]                                                   peak resident bytes of training, beside PyTorch
      products [--rounds N] [--save]                                        matrix products beside OpenBLAS and TorchSharp
      convolutions [--rounds N] [--save]                                    each kernel of convolutions beside oneDNN, as % of the FMA peak
      objectives [--rounds N] [--save]                                      L-BFGS beside MathNet.Numerics and SciPy; gradients beside differences
      housing FILE [--rounds N] [--save]                                    California housing from file to tested model, beside PyTorch, scikit-learn
      snapshots FOLDER [--rounds N] [--epochs N] [--save]                   snapshot ensembles on MNIST beside their members
      batch-sizes FOLDER [--epochs N] [--page FILE.html] [--save]           speed and accuracy on MNIST against the batch size
      study DIR [--seeds N] [--trials N] [--save]                           the best loss of 60 trials by TPE and by random search on MNIST, ten seeds
      vectormath                                                            error and speed of VectorMath beside TensorPrimitives
      denormals                                                             20,000 steps with dead inputs
      generator                                                             the generator's time, cold and after an edit elsewhere
      builds                                                                what networks add to a project's build, and how Debug trains beside Release
      soak [--minutes N]                                                    8 models on 4 threads for 10 minutes: memory, collections, bits
      suites [BenchmarkDotNet's arguments]                                  BenchmarkDotNet, for example: suites --filter '*Step*'

    PATTERN is a part of a case's name; * stands for anything.
    `vectormath`, `startup`, `memory`, and `steps`, `threads` and `aot` with all cases or with --save, write their tables to benchmarks/results; `steps` and
    `threads` of some cases to a page of its own with --page NAME.
    """;

if (args.Length == 0 || args[0] is "-h" or "--help" or "help")
{
    Console.WriteLine(Help);
    return 0;
}

string[] rest = args[1..];
if (args[0] == "suites")
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
    return 0;
}

if (args[0] is not ("builds" or "ranks" or "scale" or "soak" or "study" or "threads"))
    Core.Pin();
try
{
    switch (args[0])
    {
        case "builds":
            BuildsCommand.Run();
            return 0;
        case "housing":
            HousingCommand.Run(rest);
            return 0;
        case "snapshots":
            SnapshotsCommand.Run(rest);
            return 0;
        case "batch-sizes":
            BatchSizesCommand.Run(rest);
            return 0;
        case "steps":
            StepsCommand.Run(rest);
            return 0;
        case "threads":
            ThreadsCommand.Run(rest);
            return 0;
        case "ranks":
            RanksCommand.Run(rest);
            return 0;
        case "scale":
            ScaleCommand.Run(rest);
            return 0;
        case "aot":
            AotCommand.Run(rest);
            return 0;
        case "startup":
            StartupCommand.Run(rest);
            return 0;
        case "memory":
            MemoryCommand.Run(rest);
            return 0;
        case "products":
            ProductsCommand.Run(rest);
            return 0;
        case "convolutions":
            ConvolutionsCommand.Run(rest);
            return 0;
        case "objectives":
            ObjectivesCommand.Run(rest);
            return 0;
        case "vectormath":
            VectorMathCommand.Run(rest);
            return 0;
        case "denormals":
            DenormalsCommand.Run();
            return 0;
        case "study":
            StudyCommand.Run(rest);
            return 0;
        case "soak":
            return SoakCommand.Run(rest);
        case "generator":
            GeneratorCommand.Run();
            return 0;
        default:
            throw new ArgumentException($"There is no command '{args[0]}'.");
    }
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(Help);
    return 2;
}
