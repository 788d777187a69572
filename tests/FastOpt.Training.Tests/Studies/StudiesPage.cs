namespace FastOpt.Training.Tests.Studies;

// The code of docs/studies.md: a test holds the page to this file, which compiles, and runs it.

/// <summary>The page's programs, each in a method.</summary>
internal static class StudiesPage
{
    public static StudyResult First(DataSet<int> train, DataSet<int> validation)
    {
        using var study = Study.Open("classes.journal", seed: 7);
        StudyResult result = study.Run(60, trial =>
        {
            var network = new Classes(maxBatch: 64, seed: 1);
            network.Optimizer = network.Optimizer with { LearningRate = trial.LogUniform("rate", 1e-4, 1) };
            network.Schedule = trial.Choose("schedule", ["constant", "exponential"]) == "constant"
                ? null : Schedule.PerEpoch(new Exponential(trial.Uniform("factor", 0.5, 1)));
            int batch = trial.LogInteger("batch", 4, 64);
            var options = new FitOptions { Epochs = 20, BatchSize = batch, Callbacks = [new PruneTrial(trial)], Cancellation = trial.Cancellation };
            return network.Fit(train, validation, options).History.BestLoss;
        });
        Console.WriteLine($"{result.Reason} The best is trial {result.Best!.Number} with {result.Best.Value}.");
        StudyReport.Write(study, "study.html", title: "Three classes");
        return result;
    }

    public static Func<Trial, double> Networks(DataSet<float> train)
    {
        double Evaluate(Trial trial) => trial.Choose("network", ["narrow", "wide"]) == "narrow"
            ? Train(trial, new Narrow(maxBatch: 32, seed: 1))
            : Train(trial, new Wide(maxBatch: 32, seed: 1));

        double Train<TNetwork>(Trial trial, TNetwork network)
            where TNetwork : class, INetwork<TNetwork, float>, IOptimizedBy<Sgd>
        {
            network.Optimizer = network.Optimizer with { LearningRate = trial.LogUniform("rate", 1e-4, 0.1) };
            return network.Fit(train, null, new FitOptions { Epochs = 3 }).History.BestLoss;
        }

        return Evaluate;
    }

    public static Func<Trial, double> Folds(DataSet<int> data)
    {
        double Objective(Trial trial) => trial.KFold(Split.StratifiedKFold(data, folds: 5), fold =>
        {
            var inputs = Normalizer.Fit(fold.Train);
            var network = new Classes(maxBatch: 32, seed: 1);
            network.Optimizer = network.Optimizer with { LearningRate = trial.LogUniform("rate", 1e-4, 1) };
            return network.Fit(inputs.Apply(fold.Train), inputs.Apply(fold.Validation)).History.BestLoss;
        });

        return Objective;
    }
}

/// <summary>The page's first choice.</summary>
[Network(3)]
[Dense(4), Tanh]
[Dense(1)]
[MeanSquaredError, Sgd]
public sealed partial class Narrow;

/// <summary>The page's second choice.</summary>
[Network(3)]
[Dense(12), Tanh]
[Dense(1)]
[MeanSquaredError, Sgd]
public sealed partial class Wide;
