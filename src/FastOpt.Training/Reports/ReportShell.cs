using System.Text;

namespace FastOpt.Training;

/// <summary>What all reports have around their content: a page that needs no other file, runs no script and asks no server, and its parts.</summary>
internal static class ReportShell
{
    /// <summary>Opens the page, down to the end of its header.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="kicker">What kind of report it is.</param>
    /// <param name="title">The heading.</param>
    /// <param name="subtitle">A sentence below it; empty for none.</param>
    public static void Begin(StringBuilder page, string kicker, string title, string subtitle)
    {
        page.Append($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <meta name="generator" content="FastOpt.Training">
            <title>{Html.Escape(title)}</title>
            <style>
            {ReportStyle.Text}</style></head><body><main>
            <header><p class="kicker">{Html.Escape(kicker)}</p><h1>{Html.Escape(title)}</h1>

            """.ReplaceLineEndings("\n"));
        if (subtitle.Length > 0)
            page.Append("<p class=\"subtitle\">").Append(Html.Escape(subtitle)).Append("</p>\n");
        page.Append("</header>\n");
    }

    /// <summary>A key figure.</summary>
    public static void Tile(StringBuilder page, string name, string value, string detail) => page.Append("<div class=\"tile\"><dt>").Append(Html.Escape(name))
        .Append("</dt><dd><b>").Append(Html.Escape(value)).Append("</b><span>").Append(Html.Escape(detail)).Append("</span></dd></div>");

    /// <summary>Closes the page.</summary>
    public static void End(StringBuilder page) => page.Append("</main></body></html>\n");

    /// <summary>Closes the page behind all figures as JSON.</summary>
    public static void End(StringBuilder page, string json)
    {
        page.Append("<section><h2>All figures</h2><details class=\"card\"><summary>JSON</summary><pre id=\"figures\" tabindex=\"0\">")
            .Append(json).Append("</pre></details></section>\n");
        End(page);
    }
}
