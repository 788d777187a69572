namespace FastOpt.Playground;

/// <summary>Settings that show what networks and their training are about.</summary>
internal static class NetworkPresets
{
    public static readonly Preset[] All =
    [
        new("circle", "Circle", "data=circle"),
        new("line", "XOR without a hidden layer", "data=xor&network=linear"),
        new("spiral", "Spiral", "data=spiral&n=400&noise=0.05&network=tanh-16-16&rate=0.02&epochs=600"),
        new("arms", "Three classes", "data=arms&network=tanh-16-16-four"),
        new("digits", "Digits", "data=digits&n=800&noise=0&network=digits-relu-32&rate=0.005&epochs=40&l2=0.001"),
        new("nan", "A rate that breaks it", "network=silu-16-16&optimizer=sgd&rate=10"),
        new("momentum", "SGD", "data=moons&network=tanh-16-16&optimizer=sgd&rate=0.05"),
        new("heavy", "SGD with momentum", "data=moons&network=tanh-16-16&optimizer=momentum&rate=0.05"),
        new("full", "Full batch", "network=tanh-8&optimizer=sgd&rate=0.3&batch=1500"),
        new("one", "Batches of one", "network=tanh-8&optimizer=sgd&rate=0.3&batch=1&epochs=60"),
        new("vanish", "Vanishing gradients", "data=moons&network=sigmoid-8-8-8-8-8-8&optimizer=sgd&rate=0.3"),
        new("norm", "Batch norm against it", "data=moons&network=sigmoid-8-8-8-8-8-8-norm&optimizer=sgd&rate=0.3"),
        new("overfit", "Overfitting", "data=moons&n=120&noise=0.6&share=0.4&network=relu-32-32&rate=0.003"),
        new("early", "Early stopping", "data=moons&n=120&noise=0.6&share=0.4&network=relu-32-32&rate=0.003&patience=25"),
        new("decay", "L2 against overfitting", "data=moons&n=120&noise=0.6&share=0.4&network=relu-32-32&rate=0.003&l2=0.03"),
        new("dropout", "Dropout against it", "data=moons&n=120&noise=0.6&share=0.4&network=relu-32-32-dropout&rate=0.003"),
        new("restarts", "Warm restarts", "data=spiral&n=400&noise=0.05&network=tanh-16-16&rate=0.02&schedule=restarts&epochs=400"),
    ];
}
