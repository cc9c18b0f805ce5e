using Microsoft.AspNetCore.Http;
using PowerSoftmax.Contracts;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Seal;

namespace PowerSoftmax.Samples.SealClient;

/// <summary>The four requests of a SEAL client: contract, parameters, keys, evaluation. Never sees an image, an answer or a secret key.</summary>
internal sealed class DigitService : IDisposable
{
    private const string Bytes = "application/octet-stream";

    private readonly SealExchange exchange = new(DigitModel.Circuit, Workers.Sequential);
    private readonly KnownClients clients = new();
    private readonly SemaphoreSlim oneAtATime = new(1);

    public Task WriteContract(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(ClientContract.Of(DigitModel.Circuit).ToJson());
    }

    public Task WriteParameters(HttpContext context) => Write(context, exchange.WriteParameters);

    public Task TakeKeys(HttpContext context) => Answer(context, async body =>
    {
        if (clients.IsFull)
        {
            await Refuse(context, StatusCodes.Status503ServiceUnavailable, "this server holds the keys of as many clients as it can");
            return;
        }

        await context.Response.WriteAsync(clients.Add(new KnownClient(exchange.ReadKeys(body))));
    });

    public Task Evaluate(HttpContext context) => Answer(context, async body =>
    {
        if (!clients.TryFind(context.Request.Query["keys"].ToString(), out KnownClient? client))
        {
            await Refuse(context, StatusCodes.Status404NotFound, "no client has sent keys of that name; POST them to /keys and use the name in the answer");
            return;
        }

        using EncryptedInput question = exchange.ReadInput(body);
        using EncryptedOutput answer = await EvaluateAsync(client, question, context.RequestAborted);
        await Write(context, stream => exchange.WriteOutput(stream, answer));
    });

    public void Dispose()
    {
        clients.Dispose();
        oneAtATime.Dispose();
    }

    private async Task<EncryptedOutput> EvaluateAsync(KnownClient client, EncryptedInput question, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            return await client.Server.EvaluateAsync(question, cancellationToken: cancellation);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Reads the whole body, which Kestrel bounds, and tells the client what is wrong with it.</summary>
    private static async Task Answer(HttpContext context, Func<Stream, Task> answer)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        try
        {
            await answer(body);
        }
        catch (Exception error) when (error is InvalidSealDataException or InvalidInputException or IdentityMismatchException or MissingEvaluationKeyException or CkksException)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, error.Message);
        }
    }

    private static Task Refuse(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(reason);
    }

    private static async Task Write(HttpContext context, Action<Stream> write)
    {
        using MemoryStream body = new();
        write(body);
        context.Response.ContentType = Bytes;
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }
}
