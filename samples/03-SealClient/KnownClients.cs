using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace PowerSoftmax.Samples.SealClient;

/// <summary>The clients that have sent keys, by the name the server gave them. As many as memory is meant for, until the end.</summary>
internal sealed class KnownClients : IDisposable
{
    private const int Most = 4;

    private readonly ConcurrentDictionary<string, KnownClient> clients = [];

    public bool IsFull => clients.Count >= Most;

    /// <summary>Keeps a client and names it; nobody can guess the name of another.</summary>
    public string Add(KnownClient client)
    {
        string name = Guid.NewGuid().ToString("n");
        clients[name] = client;
        return name;
    }

    public bool TryFind(string name, [NotNullWhen(true)] out KnownClient? client) => clients.TryGetValue(name, out client);

    public void Dispose()
    {
        foreach (KnownClient client in clients.Values)
        {
            client.Dispose();
        }
    }
}
