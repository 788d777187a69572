namespace FastOpt.Benchmarks.Products;
internal static class ProductsCommand { public static void Run(string[] args) { } }
