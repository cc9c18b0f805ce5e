using PowerSoftmax.Client;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Tests.Ckks;
using PowerSoftmax.Runtime.Tests.Execution;
using PowerSoftmax.Runtime.Tests.Keys;

namespace PowerSoftmax.Runtime.Tests.Model;

/// <summary>Disposing while others work: they end well or with <see cref="ObjectDisposedException"/>, never with a wrong answer or anything else.</summary>
public sealed class DisposeUnderLoadTests : IDisposable
{
    private static readonly float[] Question = [.. Enumerable.Range(0, 128).Select(static i => (i % 7) / 20f)];

    private readonly Circuit circuit = InsecureCircuit.Create();
    private readonly CircuitClient client;
    private readonly CircuitServer kept;
    private readonly EncryptedInput question;
    private readonly double[] expected = [.. InsecureCircuit.Evaluate([.. Question.Select(static value => 2.0 * value)]).Select(static value => -value)];

    public DisposeUnderLoadTests()
    {
        client = new CircuitClient(circuit);
        kept = new CircuitServer(circuit, client.EvaluationKeys, new ServerOptions { Threads = 2 });
        question = client.Encrypt(Question);
    }

    public void Dispose()
    {
        question.Dispose();
        kept.Dispose();
        client.Dispose();
    }

    [Theory]
    [InlineData(false, 0L)]
    [InlineData(false, long.MaxValue)]
    [InlineData(true, long.MaxValue)]
    public async Task AServerIsDisposedUnderLoad(bool keysOnDisk, long cacheBytes)
    {
        using KeyFolder folder = new();
        KeyDirectory? directory = keysOnDisk ? folder.Write(circuit.Parameters, client.EvaluationKeys, client.EvaluationKeys.Identity) : null;
        ServerOptions options = new() { Threads = 2, PlaintextCacheBytes = cacheBytes };

        for (int round = 0; round < 8; round++)
        {
            CircuitServer server = directory is null
                ? new CircuitServer(circuit, client.EvaluationKeys, options)
                : new CircuitServer(circuit, directory, options);
            Task<bool>[] disposed = [.. Enumerable.Range(0, 4).Select(_ => IsRight(server, question))];
            Task<bool>[] others = [.. Enumerable.Range(0, 2).Select(_ => IsRight(kept, question))];
            await Task.Delay(6 * round, TestContext.Current.CancellationToken);

            server.Dispose();

            Assert.All(await Task.WhenAll(disposed), static right => Assert.True(right));
            Assert.All(await Task.WhenAll(others), static right => Assert.True(right));
        }
    }

    [Fact]
    public async Task DisposingAServerWaitsForTheEvaluationItEnds()
    {
        CircuitServer server = new(circuit, client.EvaluationKeys);
        using ManualResetEventSlim started = new(), release = new();
        Task<EncryptedOutput> evaluation = server.EvaluateAsync(question, new Told(() =>
        {
            started.Set();
            release.Wait(TestContext.Current.CancellationToken);
        }), TestContext.Current.CancellationToken);
        started.Wait(TestContext.Current.CancellationToken);

        Task disposing = Task.Run(server.Dispose, TestContext.Current.CancellationToken);
        while (!await IsRefused(server))
        {
            await Task.Yield();
        }

        Assert.False(disposing.IsCompleted);
        release.Set();
        await disposing;
        Assert.EndsWith("CircuitServer", (await Assert.ThrowsAsync<ObjectDisposedException>(() => evaluation)).ObjectName);
    }

    [Fact]
    public async Task AnEvaluationMayDisposeItsOwnServer()
    {
        CircuitServer server = new(circuit, client.EvaluationKeys, new ServerOptions { Threads = 2 });

        Task<EncryptedOutput> evaluation = server.EvaluateAsync(question, new Told(server.Dispose), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => evaluation);
        server.Dispose();
    }

    [Fact]
    public async Task ACancellationOfTheCallerStaysOne()
    {
        using CancellationTokenSource source = new();

        Task<EncryptedOutput> evaluation = kept.EvaluateAsync(question, new Told(source.Cancel), source.Token);

        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => evaluation);
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.True(evaluation.IsCanceled);
    }

    [Fact]
    public async Task AQuestionThatIsBeingAnsweredOutlivesItsDispose()
    {
        EncryptedInput own = client.Encrypt(Question);
        using HookedServer server = new(circuit, client.EvaluationKeys, own.Dispose);

        using EncryptedOutput answer = await server.EvaluateAsync(own);

        Assert.True(IsRight(client.Decrypt(answer)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => server.EvaluateAsync(own));
    }

    [Fact]
    public async Task KeysThatGoWithTheirClientEndEvaluations()
    {
        for (int round = 0; round < 8; round++)
        {
            using CircuitClient gone = new(circuit);
            using CircuitServer server = new(circuit, gone.EvaluationKeys, new ServerOptions { Threads = 2 });
            using EncryptedInput asked = gone.Encrypt(Question);
            Task<EncryptedOutput>[] evaluations = [.. Enumerable.Range(0, 3).Select(_ => server.EvaluateAsync(asked))];
            await Task.Delay(3 * round, TestContext.Current.CancellationToken);

            gone.Dispose();

            foreach (Task<EncryptedOutput> evaluation in evaluations)
            {
                await Task.WhenAny(evaluation);
                Assert.True(evaluation.IsCompletedSuccessfully || evaluation.Exception!.InnerException is ObjectDisposedException, evaluation.Exception?.ToString());
            }
        }
    }

    [Fact]
    public void ClientsAreDisposedUnderLoad()
    {
        for (int round = 0; round < 6; round++)
        {
            CircuitClient own = new(circuit);
            Parallel.For(0, 12, i =>
            {
                if (i == 6)
                {
                    own.Dispose();
                    return;
                }

                try
                {
                    using EncryptedInput made = own.Encrypt(Question);
                    Assert.NotEmpty(made.Ciphertexts);
                }
                catch (ObjectDisposedException)
                {
                }
            });
        }
    }

    // Half of a ciphertext under a secret of zeros would decrypt wrongly, and show its message.
    [Fact]
    public void ASecretIsThereForWholeCiphertexts()
    {
        using CkksKit kit = new(InsecureParameters.Create(10, 2, 1), EvaluationKeyRequest.None);
        using MemoryStream stored = new();
        SecretKeySerializer.WriteSecret(stored, kit.Secret);
        double[] message = kit.Message(1);
        using Plaintext plaintext = kit.Encode(message, kit.Parameters.MaxLevel);
        int made = 0;

        for (int round = 0; round < 30; round++)
        {
            SecretKey secret = SecretKeySerializer.ReadSecret(new MemoryStream(stored.ToArray()), kit.Parameters, Workers.Sequential);
            SymmetricEncryptor encryptor = new(kit.Parameters, secret, Workers.Sequential);
            Parallel.For(0, 40, i =>
            {
                if (i == 20)
                {
                    secret.Dispose();
                    return;
                }

                try
                {
                    using Ciphertext ciphertext = encryptor.Encrypt(plaintext);
                    kit.AssertDecryptsTo(slot => message[slot], ciphertext, 25);
                    Interlocked.Increment(ref made);
                }
                catch (ObjectDisposedException)
                {
                }
            });
        }

        Assert.InRange(made, 1, 30 * 40);
    }

    private async Task<bool> IsRefused(CircuitServer server)
    {
        try
        {
            (await server.EvaluateAsync(question)).Dispose();

            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    // Right, or ended by the disposal.
    private async Task<bool> IsRight(CircuitServer server, EncryptedInput input)
    {
        try
        {
            using EncryptedOutput answer = await Task.Run(() => server.EvaluateAsync(input));

            return IsRight(client.Decrypt(answer));
        }
        catch (ObjectDisposedException) when (server != kept)
        {
            return true;
        }
    }

    private bool IsRight(float[] actual) => actual.Zip(expected, static (x, y) => Math.Abs(x - y)).Max() < 1e-3;

    // Does something else when an evaluation has begun.
    private sealed class HookedServer(Circuit circuit, EvaluationKeys keys, Action begun) : ModelServer(circuit, keys)
    {
        protected override void Run(CircuitSession session)
        {
            begun();
            CircuitRunner.Run(session);
        }
    }

    private sealed class Told(Action act) : IProgress<CircuitProgress>
    {
        public void Report(CircuitProgress value) => act();
    }
}
