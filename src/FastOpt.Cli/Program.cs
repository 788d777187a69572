using System.Text;
using FastOpt.Cli.Commands;

// Elsewhere UTF-8 is the terminals' default.
if (OperatingSystem.IsWindows())
    Console.OutputEncoding = Encoding.UTF8;

return CommandLine.Run(args, Console.Out, Console.Error);
