using FastOpt;
using FastOpt.Wasm;

// Under node and in a browser alike, what is printed here is what tests/wasm.sh compares.
Console.WriteLine("instructions " + FastOptInfo.InstructionSet);
foreach (Trained model in Trained.All())
    Console.WriteLine(model);
