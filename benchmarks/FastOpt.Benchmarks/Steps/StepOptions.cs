using System.Globalization;
using System.Text.RegularExpressions;
using FastOpt.Benchmarks.Peers;

namespace FastOpt.Benchmarks.Steps;

/// <summary>The options of `steps`.</summary>
internal sealed class StepOptions
{
    private Regex[] _patterns = [new("")];

    public int Rounds { get; private set; } = 25;

    public string[] Peers { get; private set; } = PeerPrograms.All;

    /// <summary>What the page of the results is called by, where it is not that of all cases.</summary>
    public string Page { get; private set; } = "";

    /// <summary>Whether the results are kept: of all cases beside all peers, or on request.</summary>
    public bool Save { get; private set; } = true;

    public static StepOptions Parse(string[] args)
    {
        var options = new StepOptions { Save = !args.Any(option => option is "--cases" or "--peers") };
        for (int i = 0; i < args.Length; i++)
        {
            string option = args[i];
            if (option == "--save")
            {
                options.Save = true;
                continue;
            }

            string value = i + 1 < args.Length ? args[++i] : throw new ArgumentException($"{option} needs a value.");
            switch (option)
            {
                case "--cases":
                    options._patterns = [.. value.Split(',').Select(Pattern)];
                    break;
                case "--rounds":
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) || rounds < 1)
                        throw new ArgumentException($"--rounds is '{value}', but it takes a number from 1.");
                    options.Rounds = rounds;
                    break;
                case "--page":
                    options.Page = value + "-";
                    options.Save = true;
                    break;
                case "--peers":
                    options.Peers = value == "none" ? [] : value.Split(',');
                    break;
                default:
                    throw new ArgumentException($"There is no option '{option}'.");
            }
        }

        return options;
    }

    public bool Matches(StepCase step) => _patterns.Any(pattern => pattern.IsMatch(step.Name));

    private static Regex Pattern(string text) => new(Regex.Escape(text).Replace("\\*", ".*", StringComparison.Ordinal), RegexOptions.IgnoreCase);
}
