namespace FastOpt.Benchmarks.Generation;
internal static class GeneratorCommand { public static void Run() { } }
