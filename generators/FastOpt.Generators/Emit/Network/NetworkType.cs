using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Reopens the namespace and the types that a network stands in.</summary>
internal sealed class NetworkType : IDisposable
{
    private readonly Stack<SourceWriter.Block> _blocks = new();

    private NetworkType()
    {
    }

    /// <param name="writer">The file.</param>
    /// <param name="declaration">Where the class stands.</param>
    /// <param name="bases">" : IBase", or nothing.</param>
    public static NetworkType Open(SourceWriter writer, DeclarationSpec declaration, string bases = "")
    {
        var type = new NetworkType();
        if (declaration.Namespace.Length > 0)
        {
            writer.Line($"namespace {declaration.Namespace};");
            writer.Line();
        }

        for (int i = 0; i < declaration.Types.Count; i++)
        {
            PartialType part = declaration.Types[i];
            string added = i == declaration.Types.Count - 1 ? bases : "";
            type._blocks.Push(writer.Braces($"partial {part.Keyword} {part.Name}{added}"));
        }

        return type;
    }

    /// <summary>The class's own name, as written in source.</summary>
    public static string NameOf(DeclarationSpec declaration) => declaration.Types[declaration.Types.Count - 1].Name;

    public void Dispose()
    {
        while (_blocks.Count > 0)
            _blocks.Pop().Dispose();
    }
}
