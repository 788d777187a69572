using System.Globalization;

namespace FastOpt.Cli.Scaffolding;

/// <summary>Writes the network of a project.</summary>
internal static class NetworkText
{
    /// <summary>The declaration, without a namespace.</summary>
    public static string Write(ProjectPlan plan)
    {
        (int first, int second) = NetworkSize.For(plan.Rows).Hidden;
        string target = CSharpText.Comment(plan.Label.Column.Name);
        string what = plan.IsClass ? $"Tells which of {plan.Outputs} classes {target} is" : $"Predicts {target}";
        string loss = plan.IsClass ? "SoftmaxCrossEntropy" : "MeanSquaredError";
        return string.Create(CultureInfo.InvariantCulture, $"""
            /// <summary>{what} from the {plan.Inputs} inputs of a row. The attributes are the layers; the compiler writes the rest.</summary>
            [Network({plan.Inputs})]
            [Dense({first}), Relu]
            [Dense({second}), Relu]
            [Dense({plan.Outputs})]
            [{loss}]
            [Adam(LearningRate = 1e-3)]
            public sealed partial class {plan.Network};

            """);
    }
}
