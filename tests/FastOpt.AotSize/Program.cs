using FastOpt;

// The exclusive or of two inputs.
float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
int[] labels = [0, 1, 1, 0];
var model = new Xor(maxBatch: 4, seed: 1);
float loss = 0;
for (int step = 0; step < 1_000; step++)
    loss = model.TrainStep(inputs, labels);
Console.WriteLine($"{FastOptInfo.InstructionSet}, loss {loss:E1}");
return loss < 0.01f ? 0 : 1;

[Network(2), Dense(16), Tanh, Dense(2), SoftmaxCrossEntropy, Adam(LearningRate = 0.02)]
internal sealed partial class Xor;
