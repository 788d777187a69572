using FastOpt;
using FastOpt.Wasm;

// The argument is what the program in WebAssembly printed. Losses, weights and statistics are as near as numbers without fused multiply-adds come: 1e-5.
const float Nearness = 1e-5f;
string file = args.Length == 1 ? args[0] : throw new ArgumentException("The file of what WebAssembly printed is needed.");
var there = File.ReadLines(file).Where(static line => line.StartsWith(Trained.Prefix, StringComparison.Ordinal))
    .Select(Trained.Parse).ToDictionary(static model => model.Name);
int passed = 0;
int failed = 0;
Console.WriteLine($"here: {FastOptInfo.InstructionSet}; first and last loss, the last weight or statistic, steps per second");
foreach (Trained here in Trained.All())
{
    Print("here", here);
    if (!there.TryGetValue(here.Name, out Trained? other))
    {
        Check($"{here.Name} was trained in WebAssembly", false);
        continue;
    }

    Print("wasm", other);
    float largest = here.Values.Zip(other.Values, static (a, b) => Math.Abs(a - b)).Max();
    Check($"{here.Name}: {other.Values.Length} values, {here.Values.Length} here", here.Values.Length == other.Values.Length);
    Check($"{here.Name}: it learns, loss {other.Values[0]:G6} to {other.LastLoss:G6}", other.LastLoss < other.Values[0]);
    Check($"{here.Name}: largest difference {largest:G3}, at most {Nearness:G3}", largest <= Nearness);
}

Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;

static void Print(string where, Trained model) => Console.WriteLine(
    FormattableString.Invariant($"{where} {model.Name,-12} loss {model.Values[0]:G8} to {model.LastLoss:G8}, last weight {model.Values[^1]:G8}, {model.StepsPerSecond,9:N0} steps/s"));

void Check(string what, bool holds)
{
    Console.WriteLine((holds ? "ok     " : "FAILED ") + what);
    _ = holds ? passed++ : failed++;
}
