using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Samples.SealClient;

/// <summary>A client's evaluation keys and the server that evaluates under them.</summary>
/// <param name="keys">Owned by the new object.</param>
internal sealed class KnownClient(EvaluationKeys keys) : IDisposable
{
    public DigitModel.Server Server { get; } = DigitModel.CreateServer(keys);

    public void Dispose()
    {
        Server.Dispose();
        keys.Dispose();
    }
}
