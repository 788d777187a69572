using System.Globalization;

namespace FastOpt.Cli.Playground;

/// <summary>The head of an HTTP request (RFC 9112), as far as a server of files needs it.</summary>
/// <param name="Method">GET, HEAD or another.</param>
/// <param name="Target">The address within the site.</param>
/// <param name="Host">The host that was asked for, without its port; null if none is named.</param>
/// <param name="TakesBrotli">Whether Brotli is accepted.</param>
internal sealed record RequestHead(string Method, string Target, string? Host, bool TakesBrotli)
{
    /// <summary>Whether it was meant for this machine. Another name is a page's elsewhere that has its own name lead here (DNS rebinding).</summary>
    public bool IsForLoopback => Host is "localhost" or "127.0.0.1";

    /// <summary>Reads a head, its lines without the empty last one; null if it is none.</summary>
    public static RequestHead? Parse(string head)
    {
        string[] lines = head.Split("\r\n");
        string[] first = lines[0].Split(' ');
        if (first is not [{ Length: > 0 } method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"])
            return null;
        string? host = null;
        bool takesBrotli = false;
        foreach (string line in lines.AsSpan(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                return null;
            string value = line[(colon + 1)..].Trim();
            switch (line[..colon].ToLowerInvariant())
            {
                case "host":
                    host = value.Split(':')[0].ToLowerInvariant();
                    break;
                case "accept-encoding":
                    takesBrotli = value.Split(',').Any(static coding => Accepts(coding));
                    break;
            }
        }

        return new(method, target, host, takesBrotli);
    }

    // "br" or "br;q=0.5", not "br;q=0".
    private static bool Accepts(string coding)
    {
        string[] parts = coding.Split(';', '=');
        bool isZero = parts.Length > 2 && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double quality) && quality <= 0;
        return parts[0].Trim().Equals("br", StringComparison.OrdinalIgnoreCase) && !isZero;
    }
}
