using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FastOpt.Cli.Playground;

/// <summary>
/// Serves the files of a site on the loopback address, and nothing else: GET and HEAD, one request a connection. Without reflection, so that it is in the
/// native program, too.
/// </summary>
internal sealed class SiteServer : IDisposable
{
    private const int LongestHead = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SiteFiles _files;
    private readonly TcpListener _listener;

    /// <summary>Begins to listen.</summary>
    /// <param name="files">What is served.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <exception cref="IOException">The port cannot be had.</exception>
    public SiteServer(SiteFiles files, int port)
    {
        _files = files;
        _listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            _listener.Start();
        }
        catch (SocketException e)
        {
            _listener.Dispose();
            string why = e.SocketErrorCode == SocketError.AddressAlreadyInUse ? "another program has it" : e.Message;
            throw new IOException($"port {port} cannot be had: {why}; --port takes another, or 0 for any that is free", e);
        }
    }

    /// <summary>The start page's address.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Serves until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                Socket client = await _listener.AcceptSocketAsync(cancellation).ConfigureAwait(false);
                _ = AnswerAsync(client, cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // Who knocked is gone; others are not.
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync(Socket client, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var stream = new NetworkStream(client, ownsSocket: true);
            string? head = await ReadHeadAsync(stream, patience.Token).ConfigureAwait(false);
            await AnswerAsync(stream, head is null ? null : RequestHead.Parse(head), patience.Token).ConfigureAwait(false);
            client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or UnauthorizedAccessException)
        {
            // The browser left, or took too long, or the file is gone: its affair. The server goes on.
        }
    }

    private async Task AnswerAsync(Stream stream, RequestHead? request, CancellationToken cancellation)
    {
        if (request is null)
            await RefuseAsync(stream, "400 Bad Request", cancellation).ConfigureAwait(false);
        else if (!request.IsForLoopback)
            await RefuseAsync(stream, "421 Misdirected Request", cancellation).ConfigureAwait(false);
        else if (request.Method is not ("GET" or "HEAD"))
            await RefuseAsync(stream, "405 Method Not Allowed\r\nAllow: GET, HEAD", cancellation).ConfigureAwait(false);
        else if (_files.Find(request.Target, request.TakesBrotli) is SiteFile file)
            await SendAsync(stream, file, request.Method == "GET", cancellation).ConfigureAwait(false);
        else
            await RefuseAsync(stream, "404 Not Found", cancellation).ConfigureAwait(false);
    }

    private static async Task SendAsync(Stream stream, SiteFile file, bool withBody, CancellationToken cancellation)
    {
        byte[] body = await File.ReadAllBytesAsync(file.Path, cancellation).ConfigureAwait(false);
        string coding = file.IsBrotli ? "Content-Encoding: br\r\n" : "";
        string fields = $"Content-Type: {file.Type}\r\nVary: Accept-Encoding\r\n{coding}";
        await WriteHeadAsync(stream, "200 OK", fields, body.Length, cancellation).ConfigureAwait(false);
        if (withBody)
            await stream.WriteAsync(body, cancellation).ConfigureAwait(false);
    }

    private static Task RefuseAsync(Stream stream, string status, CancellationToken cancellation) => WriteHeadAsync(stream, status, "", 0, cancellation);

    private static async Task WriteHeadAsync(Stream stream, string status, string fields, int length, CancellationToken cancellation)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\n{fields}Content-Length: {length}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n"
            + $"Content-Security-Policy: frame-ancestors 'none'\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellation).ConfigureAwait(false);
    }

    // Null if it is too long, or ends before it is complete.
    private static async Task<string?> ReadHeadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        byte[] buffer = new byte[LongestHead];
        for (int length = 0; length < buffer.Length;)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0)
                return null;
            length += read;
            int end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return Encoding.Latin1.GetString(buffer, 0, end);
        }

        return null;
    }
}
