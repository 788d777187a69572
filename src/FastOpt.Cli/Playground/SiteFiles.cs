namespace FastOpt.Cli.Playground;

/// <summary>
/// The files of a folder by the addresses that they have on the site. The list is made once, from the folder itself, so that no address leads out of it: what
/// is not listed is not there. Links are not followed.
/// </summary>
internal sealed class SiteFiles
{
    private const string StartPage = "/index.html", Compressed = ".br";

    // What is served as anything else, browsers refuse: modules and WebAssembly.
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".wasm"] = "application/wasm",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Lists a folder.</summary>
    /// <exception cref="IOException">It is not there, or has no start page.</exception>
    public SiteFiles(string folder)
    {
        Folder = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(Folder, "index.html")))
            throw new FileNotFoundException($"'{folder}' is no published site: it has no index.html.");
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (string file in Directory.EnumerateFiles(Folder, "*", options))
            _files.Add("/" + Path.GetRelativePath(Folder, file).Replace(Path.DirectorySeparatorChar, '/'), file);
    }

    /// <summary>The folder, in full.</summary>
    public string Folder { get; }

    /// <summary>The file behind an address.</summary>
    /// <param name="target">A request's target: path and perhaps a query.</param>
    /// <param name="takesBrotli">Whether who asks can unpack Brotli.</param>
    /// <returns>Null if there is none.</returns>
    public SiteFile? Find(string target, bool takesBrotli)
    {
        int end = target.AsSpan().IndexOfAny('?', '#');
        string path = Uri.UnescapeDataString(end < 0 ? target : target[..end]);
        if (path == "/")
            path = StartPage;
        if (!_files.TryGetValue(path, out string? file) || !Types.TryGetValue(Path.GetExtension(path), out string? type))
            return null;
        return takesBrotli && _files.TryGetValue(path + Compressed, out string? packed) ? new(packed, type, true) : new(file, type, false);
    }
}

/// <summary>A file that is sent.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Type">What it is, unpacked.</param>
/// <param name="IsBrotli">Whether it is packed.</param>
internal sealed record SiteFile(string Path, string Type, bool IsBrotli);
