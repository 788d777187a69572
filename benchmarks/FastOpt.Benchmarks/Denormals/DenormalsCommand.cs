namespace FastOpt.Benchmarks.Denormals;
internal static class DenormalsCommand { public static void Run() { } }
