namespace FastOpt.Training;

/// <summary>An attribute of a node: a float, an integer or several.</summary>
internal readonly record struct OnnxAttribute(string Name, object Value)
{
    /// <summary>Writes the fields of an AttributeProto.</summary>
    public void WriteTo(ProtobufWriter writer)
    {
        writer.Write(1, Name);
        switch (Value)
        {
            case float number:
                writer.Write(2, number);
                writer.Write(20, 1);
                break;
            case int number:
                writer.Write(3, number);
                writer.Write(20, 2);
                break;
            case int[] numbers:
                foreach (int number in numbers)
                    writer.Write(8, number);
                writer.Write(20, 7);
                break;
            default:
                throw new ArgumentException($"The attribute {Name} is a {Value.GetType()}.");
        }
    }
}

/// <summary>A node of a graph, with one output.</summary>
internal sealed record OnnxNode(string Operation, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<OnnxAttribute> Attributes)
{
    /// <summary>Writes the fields of a NodeProto.</summary>
    public void WriteTo(ProtobufWriter writer)
    {
        foreach (string input in Inputs)
            writer.Write(1, input);
        writer.Write(2, Output);
        writer.Write(3, Output);
        writer.Write(4, Operation);
        foreach (OnnxAttribute attribute in Attributes)
            writer.Write(5, attribute.WriteTo);
    }
}
