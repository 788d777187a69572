using FastOpt.Crash;

// dotnet run -c Release --project tests/FastOpt.Crash -- --kills 1000 [--seed 1]
//
// Starts a process that trains with checkpoints, kills it (SIGKILL) at a random moment, starts it again, until it is done, and compares every tensor of what
// came out with a run that was not killed: weights, moments, buffers, callbacks, best weights, history. The exit code is 0 if nothing was lost and nothing
// differs.
//
// dotnet run -c Release --project tests/FastOpt.Crash -- study --kills 20 [--seed 1]
//
// The same of a study: one process, and then four on one journal, are killed at random moments and started again. Each trial is compared with that of a study
// that was not killed; of the four, no trial may be lost or repeated.
if (args is ["child", var folder])
{
    try
    {
        return Child.Run(folder);
    }
    catch (IOException error)
    {
        Console.Error.WriteLine($"IOException: {error.Message}");
        return 3;
    }
}

if (args is ["study-child", var journal, var trials])
    return StudyChild.Run(journal, int.Parse(trials, System.Globalization.CultureInfo.InvariantCulture));
if (args is ["study", ..])
    return new StudyKiller(Number("--kills", 20), Number("--seed", 1)).Run();

int kills = Number("--kills", 1000);
return new Killer(kills, Number("--seed", 1)).Run();

int Number(string option, int otherwise)
{
    int place = Array.IndexOf(args, option);
    if (place < 0)
        return otherwise;
    if (place + 1 < args.Length && int.TryParse(args[place + 1], out int number) && number >= 1)
        return number;
    Console.Error.WriteLine($"{option} takes a number from 1.");
    Environment.Exit(2);
    return 0;
}
