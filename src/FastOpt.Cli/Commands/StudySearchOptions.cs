using System.CommandLine;
using FastOpt.Cli.Studies;
using FastOpt.Training;

namespace FastOpt.Cli.Commands;

/// <summary>The options that every model's study takes.</summary>
internal sealed class StudySearchOptions
{
    private static readonly Choice<Sampler>[] Samplers = [new("tpe", new TpeSampler()), new("random", new RandomSampler())];
    private static readonly Choice<Pruner>[] Pruners = [new("median", new MedianPruner()), new("asha", new HalvingPruner()), new("none", Pruner.None)];

    private readonly string _model;
    private readonly Option<string?> _data, _journal;
    private readonly Option<int> _trials, _epochs, _workers;
    private readonly Option<ulong> _seed;
    private readonly Option<Choice<Sampler>> _sampler = NamedOption.One(
        "--sampler", "What suggests settings: tpe, which learns from the trials before, or random.", Samplers, static one => one.Name, Samplers[0]);
    private readonly Option<Choice<Pruner>> _pruner = NamedOption.One(
        "--pruner", "What ends trials early: median, asha (successive halving), or none.", Pruners, static one => one.Name, Pruners[0]);
    private readonly Option<int?> _timeout = NumberOption.Optional(
        "--timeout", "Seconds behind which no trial goes on; the same command goes on later.", 1, 1_000_000);
    private readonly Option<string?> _report = new("--report")
    {
        Description = "Writes a report there, one HTML file: course, importances, all trials.",
        HelpName = "FILE",
    };

    /// <summary>Options with a model's defaults.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="data">What --data is, in a sentence.</param>
    /// <param name="dataName">"DIR" or "FILE".</param>
    /// <param name="epochs">Passes over the training examples in each trial.</param>
    public StudySearchOptions(string model, string data, string dataName, int epochs)
    {
        _model = model;
        _data = new Option<string?>("--data") { Description = data, HelpName = dataName };
        _journal = new Option<string?>("--journal")
        {
            Description = $"The file that keeps the study; several processes may work on one. Without it, {model}.journal here.",
            HelpName = "FILE",
        };
        _trials = NumberOption.Integer("--trials", "Trials that the journal is to have, with those that are there.", 60, 1, 1_000_000);
        _epochs = NumberOption.Integer("--epochs", "Passes over the training examples in each trial.", epochs, 1, 1_000_000);
        _workers = NumberOption.Integer("--workers", "Trials at once.", 1, 1, 256);
        _seed = NumberOption.Integer("--seed", "Seed of suggestions, split, weights and order.", 42ul, 0ul, ulong.MaxValue);
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _trials, _journal, _sampler, _pruner, _epochs, _seed, _workers, _timeout, _data, _report })
            command.Options.Add(option);
    }

    /// <summary>What a person asked for.</summary>
    public StudySettings Read(ParseResult parsed) => new(
        parsed.GetValue(_data),
        parsed.GetValue(_journal) ?? $"{_model}.journal",
        parsed.GetValue(_trials),
        parsed.GetValue(_epochs),
        parsed.GetValue(_seed),
        parsed.GetValue(_workers),
        parsed.GetValue(_sampler)!.Value,
        parsed.GetValue(_pruner)!.Value,
        parsed.GetValue(_timeout) is int seconds ? TimeSpan.FromSeconds(seconds) : null,
        parsed.GetValue(_report));

    private sealed record Choice<T>(string Name, T Value);
}
