using FastOpt.Cli.Training;
using FastOpt.Training;

namespace FastOpt.Cli.Data;

/// <summary>Tables to learn from, as CSV: the irises that the program carries, or a person's file.</summary>
internal static class TableData
{
    private const string Iris = "iris.csv";

    /// <summary>Irises, split by species, standardized by what the training flowers look like.</summary>
    public static TrainingData<int> ReadIris(TrainSettings settings) => Read(settings.Data ?? Iris, () =>
    {
        CsvTable table = settings.Data is null ? ReadBuiltIn() : Csv.Read(settings.Data);
        DataSplit<int> split = Split.Stratified(table.Classification("species"), seed: settings.Seed);
        Require(split.Train, settings.Data ?? Iris, inputs: 4);
        var inputs = Normalizer.Fit(split.Train);
        return new TrainingData<int>(inputs.Apply(split), settings.Data ?? "the built-in table", "flowers") { Inputs = inputs };
    });

    /// <summary>California's districts, split at random, inputs and values standardized by what the training districts look like.</summary>
    /// <exception cref="DataFormatException">There is no --data.</exception>
    public static TrainingData<float> ReadHousing(TrainSettings settings)
    {
        string path = settings.Data
            ?? throw new DataFormatException("--data", "housing needs the table as a file, such as housing.csv of github.com/ageron/handson-ml2");
        return Read(path, () => ReadHousing(path, settings.Seed));
    }

    private static TrainingData<float> ReadHousing(string path, ulong seed)
    {
        CsvTable table = Csv.Read(path, new CsvOptions { Missing = Missing.Keep });
        DataSplit<float> split = Split.Random(table.Regression("median_house_value"), seed: seed);
        Require(split.Train, path, inputs: 13);
        Dictionary<string, Scaling> amounts = new()
        {
            ["total_rooms"] = Scaling.Log1p, ["total_bedrooms"] = Scaling.Log1p, ["population"] = Scaling.Log1p, ["households"] = Scaling.Log1p,
        };
        var inputs = Normalizer.Fit(split.Train, Scaling.Standard, amounts);
        TargetNormalizer values = Normalizer.FitTargets(split.Train);
        return new TrainingData<float>(values.Apply(inputs.Apply(split)), path, "districts") { Inputs = inputs, Targets = values };
    }

    /// <summary>What a table's examples do not allow, such as a split of a class with one example, is an error of the file.</summary>
    private static TrainingData<TTarget> Read<TTarget>(string path, Func<TrainingData<TTarget>> read)
        where TTarget : unmanaged
    {
        try
        {
            return read();
        }
        catch (ArgumentException e)
        {
            throw new DataFormatException(path, e.Message, e);
        }
    }

    private static CsvTable ReadBuiltIn()
    {
        using Stream stream = typeof(TableData).Assembly.GetManifestResourceStream(Iris)!;
        using var reader = new StreamReader(stream);
        return Csv.Read(reader, name: Iris);
    }

    private static void Require<TTarget>(DataSet<TTarget> data, string path, int inputs)
        where TTarget : unmanaged
    {
        if (data.InputSize != inputs)
        {
            throw new DataFormatException(path, FormattableString.Invariant(
                $"the model reads {inputs} inputs, and the table's columns give {data.InputSize}: {string.Join(", ", data.InputNames)}"));
        }
    }
}
