using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using FastOpt.Cli.Playground;

namespace FastOpt.Cli.Commands;

/// <summary><c>fastopt playground</c>.</summary>
internal static class PlaygroundCommand
{
    private const int Port = 5270;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Option<int> port = NumberOption.Integer("--port", "The port on this machine; 0 for any that is free.", Port, 0, 65_535);
        var site = new Option<string?>("--site")
        {
            Description = "The folder of the published site. Without it, 'playground/wwwroot' beside the program; in a clone, published there at first use.",
            HelpName = "FOLDER",
        };
        var rebuild = new Option<bool>("--rebuild") { Description = "Publish the site anew. Only in a clone of the repository." };
        var quiet = new Option<bool>("--no-browser") { Description = "Print the address, and open no browser." };
        var command = new Command("playground", "Serves the interactive figures to this machine's browser, until Ctrl+C.") { port, site, rebuild, quiet };
        command.Validators.Add(result =>
        {
            if (result.GetResult(site) is { Implicit: false } && result.GetResult(rebuild) is { Implicit: false })
                result.AddError("--site and --rebuild exclude each other: --rebuild publishes the clone's own site");
        });
        command.SetAction(parsed =>
        {
            InvocationConfiguration io = parsed.InvocationConfiguration;
            using var interruption = new Interruption(); // the server is closed
            string folder = parsed.GetValue(site) ?? PlaygroundSite.Find(AppContext.BaseDirectory, parsed.GetValue(rebuild), io.Output);
            Serve(folder, parsed.GetValue(port), !parsed.GetValue(quiet), io.Output, interruption.Token);
            return CommandLine.Success;
        });
        return command;
    }

    /// <summary>Serves a folder until it is cancelled.</summary>
    public static void Serve(string folder, int port, bool opens, TextWriter output, CancellationToken cancellation)
    {
        var files = new SiteFiles(folder);
        using var server = new SiteServer(files, port);
        output.WriteLine($"The playground is at {server.Address} and serves {files.Folder} to this machine alone. Ctrl+C ends it.");
        output.Flush();
        if (opens)
            Open(server.Address);
        server.RunAsync(cancellation).GetAwaiter().GetResult();
    }

    private static void Open(string address)
    {
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Exception e) when (e is Win32Exception or PlatformNotSupportedException)
        {
            // No browser is known here; the address is printed.
        }
    }
}
