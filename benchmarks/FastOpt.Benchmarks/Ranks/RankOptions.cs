using System.Globalization;

namespace FastOpt.Benchmarks.Ranks;

/// <summary>The options of `ranks` and `scale`.</summary>
internal sealed class RankOptions
{
    /// <summary>How often each program is started; the median counts.</summary>
    public int Rounds { get; private set; } = 5;

    /// <summary>Seconds of a measurement.</summary>
    public int Seconds { get; private set; } = 3;

    /// <summary>The launcher.</summary>
    public string Mpirun { get; private set; } = "mpirun";

    /// <summary>Whether the results are kept.</summary>
    public bool Save { get; private set; }

    /// <summary>Whether the program of a process is built already.</summary>
    public bool IsBuilt { get; private set; }

    public static RankOptions Parse(string[] args)
    {
        var options = new RankOptions();
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--save": options.Save = true; break;
                case "--no-build": options.IsBuilt = true; break;
                case "--rounds": options.Rounds = Number(args, i++); break;
                case "--seconds": options.Seconds = Number(args, i++); break;
                case "--mpirun": options.Mpirun = Value(args, i++); break;
                default: throw new ArgumentException($"There is no option '{args[i]}'.");
            }
        }

        return options;
    }

    private static int Number(string[] args, int i) =>
        int.TryParse(Value(args, i), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"{args[i]} is '{Value(args, i)}', but it takes a number from 1.");

    private static string Value(string[] args, int i) => i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
}
