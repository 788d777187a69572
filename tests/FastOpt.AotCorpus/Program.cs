using FastOpt.Tests.Adversary;

#if CORPUS
(string summary, IReadOnlyList<string> complaints) = CorpusRun.Check(new CorpusDriver(typeof(Samples.Driver)));
if (args.Length > 0 && args[0] != CorpusRun.Machine)
    complaints = [.. complaints, $"{CorpusRun.Machine} instead of {args[0]}"];
Console.WriteLine($"{summary}, dynamic code {System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported}");
foreach (string complaint in complaints)
    Console.WriteLine("FAILED " + complaint);
Console.WriteLine($"{Corpus.All.Count} passed, {complaints.Count} failed");
return complaints.Count == 0 ? 0 : 1;
#else
Console.Write(Corpus.Source);
return 0;
#endif
