using System.Globalization;
using FastOpt.Benchmarks.Reports;
using FastOpt.Training;

namespace FastOpt.Benchmarks.Ensembles;

/// <summary>
/// `batch-sizes FOLDER`: speed and accuracy against the batch size on MNIST, every batch size with the same learning rate and the same epochs.
/// </summary>
internal static class BatchSizesCommand
{
    public static void Run(string[] args)
    {
        (string folder, int epochs, string? page, bool save) = Parse(args);
        DataSplit<int> data = Split.Stratified(Idx.ReadTraining(folder, 28, 28), validation: 0.1, test: 0, seed: 1);
        BatchSizeTable table = BatchSizeSweep.Run(
            static batch => new MnistDense(batch, seed: 1),
            data.Train,
            data.Validation,
            [8, 16, 32, 64, 128, 256, 512, 1024],
            targetLoss: double.NegativeInfinity,
            epochs,
            seed: 1,
            metrics: [new Accuracy()]);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {table.ToMarkdown()}
            784-128-10, SGD 0.2 with momentum 0.9 at every batch size, {data.Train.Count:N0} training and {data.Validation.Count:N0} validation examples of
            MNIST, {epochs} epochs; loss and accuracy are those of the best epoch.
            """);
        Console.WriteLine(text);
        if (page is not null)
            table.WriteHtml(page, "MNIST by batch size");
        if (save)
            ResultFile.Write("batch-sizes-", "Batch sizes on MNIST", text);
    }

    private static (string Folder, int Epochs, string? Page, bool Save) Parse(string[] args)
    {
        (string? folder, int epochs, string? page, bool save) = (null, 10, null, false);
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--save")
                save = true;
            else if (args[i] == "--epochs" && i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out epochs) && epochs > 0)
                i++;
            else if (args[i] == "--page" && i + 1 < args.Length)
                page = args[++i];
            else if (folder is null && !args[i].StartsWith('-'))
                folder = args[i];
            else
                throw new ArgumentException("batch-sizes takes FOLDER (of MNIST's four files), --epochs N, --page FILE.html and --save.");
        }

        return (folder ?? throw new ArgumentException("batch-sizes takes FOLDER: that of MNIST's four files."), epochs, page, save);
    }
}
