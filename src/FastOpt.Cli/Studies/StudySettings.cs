using FastOpt.Training;

namespace FastOpt.Cli.Studies;

/// <summary>What a person asked of a study; null where the option was left out.</summary>
/// <param name="Data">Where the examples are, or null for those that the program has itself.</param>
/// <param name="Journal">The journal's file.</param>
/// <param name="Trials">How many trials the journal is to have.</param>
/// <param name="Epochs">Passes over the training examples in each trial.</param>
/// <param name="Seed">The seed of the suggestions, the split, the weights and the order.</param>
/// <param name="Workers">Trials at once.</param>
/// <param name="Sampler">What suggests parameters.</param>
/// <param name="Pruner">What ends trials early.</param>
/// <param name="Timeout">The time of the run, or null.</param>
/// <param name="Report">The HTML file that receives the report, or null.</param>
internal sealed record StudySettings(
    string? Data, string Journal, int Trials, int Epochs, ulong Seed, int Workers, Sampler Sampler, Pruner Pruner, TimeSpan? Timeout, string? Report);
