using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads XML documentation, so that what is generated from a declaration says what the declaration says.</summary>
internal static class DocumentationReader
{
    /// <summary>The inner XML of the summary; empty if there is none, or if it is not well-formed.</summary>
    public static string Summary(ISymbol symbol, CancellationToken cancellation) => Inner(Root(symbol, cancellation)?.Element("summary"));

    /// <summary>The inner XML of a parameter's documentation; empty if there is none.</summary>
    public static string Parameter(ISymbol symbol, string name, CancellationToken cancellation) =>
        Inner(Root(symbol, cancellation)?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name));

    private static XElement? Root(ISymbol symbol, CancellationToken cancellation)
    {
        string? xml = symbol.GetDocumentationCommentXml(cancellationToken: cancellation);
        if (string.IsNullOrWhiteSpace(xml))
            return null;
        try
        {
            return XElement.Parse(xml);
        }
        catch (XmlException)
        {
            // Documentation that is not well-formed is the C# compiler's to report.
            return null;
        }
    }

    private static string Inner(XElement? element)
    {
        if (element is null)
            return "";
        // The text is used where the parameters are properties.
        foreach (XElement reference in element.Descendants().Where(static e => e.Name.LocalName is "paramref" or "typeparamref").ToArray())
            reference.ReplaceWith(new XElement("c", (string?)reference.Attribute("name")));
        string text = string.Concat(element.Nodes().Select(static n => n.ToString(SaveOptions.DisableFormatting)));
        return string.Join("\n", text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0));
    }
}
