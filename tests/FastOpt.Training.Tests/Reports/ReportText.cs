using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FastOpt.Training.Tests.Reports;

/// <summary>What every report's page must be.</summary>
internal static partial class ReportText
{
    /// <summary>The page is HTML; but for its first line and void elements it is XML, too.</summary>
    public static XElement Parse(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html", page, StringComparison.Ordinal);
        return XDocument.Parse(VoidElements().Replace(page["<!DOCTYPE html>".Length..], "<$1/>")).Root!;
    }

    /// <summary>One heading, no name twice, and behind each picture its title, its description and a table.</summary>
    public static void IsAccessible(string text)
    {
        XElement page = Parse(text);
        Assert.Equal("en", page.Attribute("lang")!.Value);
        string[] ids = [.. page.Descendants().Attributes("id").Select(static id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        foreach (XElement svg in page.Descendants("svg").Where(static svg => svg.Attribute("aria-hidden") is null))
        {
            Assert.Equal("img", svg.Attribute("role")!.Value);
            string[] labels = svg.Attribute("aria-labelledby")!.Value.Split(' ');
            Assert.Equal(labels, svg.Elements().Where(static part => part.Name.LocalName is "title" or "desc").Attributes("id").Select(static id => id.Value));
            Assert.NotNull(svg.Ancestors("figure").Single().Descendants("table").First());
        }

        Assert.All(page.Descendants("th"), static head => Assert.NotNull(head.Attribute("scope")));
        Assert.All(page.Descendants("figure"), static figure => Assert.NotEqual("", figure.Descendants("h3").Single().Value));
        Assert.Single(page.Descendants("h1"));
    }

    /// <summary>What a browser could load or run is not there: attributes, style sheets, elements.</summary>
    public static void AsksForNothingAndRunsNothing(string text)
    {
        XElement page = Parse(text);
        IEnumerable<string> contents = page.Descendants("meta").Attributes("content").Select(static content => content.Value);
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'", contents);
        string[] loading = ["script", "img", "iframe", "object", "embed", "video", "audio", "source", "use", "image", "base", "form", "a"];
        Assert.DoesNotContain(page.Descendants(), element => loading.Contains(element.Name.LocalName));
        Assert.All(page.Descendants().Attributes(), static attribute =>
        {
            Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(attribute.Name.LocalName, new[] { "src", "href", "action", "data" });
        });
        foreach (string address in new[] { "url(", "@import", "http:", "https:" })
            Assert.DoesNotContain(address, text, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("<((?:meta|link|br)[^>]*)>")]
    private static partial Regex VoidElements();
}
