using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PowerSoftmax.Samples.SealClient;

/// <summary>Serves <see cref="DigitService"/> over HTTP on this machine. A real service adds TLS, identities and quotas.</summary>
internal sealed class DigitServer : IAsyncDisposable
{
    /// <summary>Several times what the keys of the circuit take.</summary>
    private const long MostBytes = 256L << 20;

    private readonly DigitService service = new();
    private readonly WebApplication application;

    private DigitServer(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = MostBytes;
            options.Listen(IPAddress.Loopback, port);
        });
        application = builder.Build();
        application.MapGet("/contract", service.WriteContract);
        application.MapGet("/parameters", service.WriteParameters);
        application.MapPost("/keys", service.TakeKeys);
        application.MapPost("/evaluate", service.Evaluate);
    }

    /// <summary>Where it listens.</summary>
    public string Url => application.Urls.First();

    /// <param name="port">0 for any free one.</param>
    public static async Task<DigitServer> StartAsync(int port)
    {
        DigitServer server = new(port);
        await server.application.StartAsync();
        return server;
    }

    /// <summary>Until the process is told to end.</summary>
    public Task WaitAsync() => application.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        service.Dispose();
    }
}
