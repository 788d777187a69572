namespace FastOpt.Benchmarks.VectorMathTable;
internal static class VectorMathCommand { public static void Run(string[] args) { } }
