using System.Net;
using System.Net.Sockets;
using System.Text;
using FastOpt.Cli.Playground;

namespace FastOpt.Cli.Tests.Playground;

/// <summary>The playground's server, asked over sockets: what it serves, what it refuses.</summary>
public sealed class SiteServerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly SiteServer _server;
    private readonly Task _running;

    public SiteServerTests()
    {
        string site = Path.Combine(_directory.Path, "site");
        Directory.CreateDirectory(Path.Combine(site, "js"));
        File.WriteAllText(Path.Combine(_directory.Path, "secret.txt"), "secret");
        File.WriteAllText(Path.Combine(site, "index.html"), "<p>start</p>");
        File.WriteAllText(Path.Combine(site, "js", "a b.mjs"), "export {}");
        File.WriteAllText(Path.Combine(site, "big.wasm"), "unpacked");
        File.WriteAllText(Path.Combine(site, "big.wasm.br"), "packed");
        File.WriteAllText(Path.Combine(site, "notes.unknown"), "?");
        File.CreateSymbolicLink(Path.Combine(site, "link.txt"), Path.Combine(_directory.Path, "secret.txt"));
        _server = new SiteServer(new SiteFiles(site), 0);
        _running = _server.RunAsync(_cancellation.Token);
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8", "<p>start</p>")]
    [InlineData("/index.html", "text/html; charset=utf-8", "<p>start</p>")]
    [InlineData("/index.html?a=/../..", "text/html; charset=utf-8", "<p>start</p>")]
    [InlineData("/js/a%20b.mjs", "text/javascript; charset=utf-8", "export {}")]
    [InlineData("/big.wasm", "application/wasm", "unpacked")]
    public async Task A_file_has_its_type(string target, string type, string body)
    {
        string answer = await Ask($"GET {target} HTTP/1.1\r\nHost: localhost:1\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Type: {type}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Content-Type-Options: nosniff\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + body, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br", "packed")]
    [InlineData("gzip, deflate, br;q=0.9", "packed")]
    [InlineData("gzip, br;q=0", "unpacked")]
    [InlineData("gzip, br;q=0.0", "unpacked")]
    [InlineData("brotli", "unpacked")]
    public async Task Brotli_goes_to_those_who_take_it(string accepts, string body)
    {
        string answer = await Ask($"GET /big.wasm HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {accepts}\r\n\r\n");
        Assert.EndsWith("\r\n\r\n" + body, answer, StringComparison.Ordinal);
        Assert.Equal(body == "packed", answer.Contains("\r\nContent-Encoding: br\r\n", StringComparison.Ordinal));
        Assert.Contains("\r\nContent-Type: application/wasm\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/js/../../secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..\\secret.txt")]
    [InlineData("/js/..%5c..%5csecret.txt")]
    [InlineData("//etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("/link.txt")]
    [InlineData("/js")]
    [InlineData("/js/")]
    [InlineData("/big.wasm.br")]
    [InlineData("/notes.unknown")]
    [InlineData("/INDEX.HTML")]
    [InlineData("/index.html%00.txt")]
    [InlineData("/missing.html")]
    public async Task Nothing_else_is_there(string target) => await Expect("404 Not Found", $"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    [Theory]
    [InlineData("405 Method Not Allowed", "POST / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("405 Method Not Allowed", "DELETE /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("421 Misdirected Request", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")]
    [InlineData("421 Misdirected Request", "GET / HTTP/1.1\r\n\r\n")]
    [InlineData("400 Bad Request", "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/2\r\nHost: localhost\r\n\r\n")]
    [InlineData("400 Bad Request", "GET /\r\n\r\n")]
    [InlineData("400 Bad Request", "\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1")]
    public async Task What_is_no_request_of_a_file_is_refused(string status, string request) => await Expect(status, request);

    [Fact]
    public async Task A_head_that_is_too_long_is_refused() =>
        await Expect("400 Bad Request", "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".PadRight(16 * 1024, 'x'));

    [Fact]
    public async Task Head_sends_the_length_and_no_body()
    {
        string answer = await Ask("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.Contains("\r\nContent-Length: 12\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_nothing_does_not_keep_others_waiting()
    {
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, new Uri(_server.Address).Port, TestContext.Current.CancellationToken);
        await Expect("200 OK", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    [Fact]
    public void Only_this_machine_is_served() => Assert.StartsWith("http://127.0.0.1:", _server.Address, StringComparison.Ordinal);

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        int port = new Uri(_server.Address).Port;
        (int code, string output, string error) = CommandLineTests.Run(
            "playground", "--no-browser", "--site", Path.Combine(_directory.Path, "site"), "--port", $"{port}");
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Equal($"fastopt: port {port} cannot be had: another program has it; --port takes another, or 0 for any that is free\n", error);
    }

    public void Dispose()
    {
        _cancellation.Cancel();
        _running.GetAwaiter().GetResult();
        _server.Dispose();
        _cancellation.Dispose();
        _directory.Dispose();
    }

    private async Task Expect(string status, string request) => Assert.StartsWith($"HTTP/1.1 {status}\r\n", await Ask(request), StringComparison.Ordinal);

    private async Task<string> Ask(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(_server.Address).Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
