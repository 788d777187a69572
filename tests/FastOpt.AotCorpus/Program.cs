using FastOpt.Tests.Adversary;

#if CORPUS
(string summary, IReadOnlyList<string> complaints) = CorpusRun.Check(new CorpusDriver(typeof(Samples.Driver)));
foreach (string complaint in complaints)
    Console.WriteLine("FAILED " + complaint);
Console.WriteLine($"{summary}, dynamic code {System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported}");
Console.WriteLine($"{Corpus.All.Count} passed, {complaints.Count} failed");
return complaints.Count == 0 ? 0 : 1;
#else
Console.Write(Corpus.Source);
return 0;
#endif
