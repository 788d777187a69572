namespace FastOpt.Generators.Emit.Network;

/// <summary>What fills a frame: one argument for every method that runs phases.</summary>
internal static class FrameEmitter
{
    /// <summary>The type.</summary>
    public const string Type = "engine::Frame";

    /// <summary>" { Key = … }": what only some networks have.</summary>
    /// <param name="text">The network.</param>
    /// <param name="key">The key, where the network draws random numbers.</param>
    /// <param name="weights">The weights of the examples, where they have some.</param>
    /// <param name="sums">Where sums go, where several processes can train the network.</param>
    /// <param name="batch">Rows of the whole batch, where gradients are summed in sections of it.</param>
    public static string Initializer(NetworkText text, string key, string weights, string sums, string batch)
    {
        var fields = new List<string>();
        if (text.Draws)
            fields.Add("Key = " + key);
        if (text.Spec.HasExampleWeights)
            fields.Add("Weights = " + weights);
        if (text.Spec.IsDistributed)
            fields.Add("Sums = " + sums);
        if (text.Program.Plan.SectionSlots.Count > 0)
            fields.Add("Batch = " + batch);
        return fields.Count == 0 ? "" : $" {{ {string.Join(", ", fields)} }}";
    }
}
