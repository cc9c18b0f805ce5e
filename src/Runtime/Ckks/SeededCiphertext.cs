using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>A fresh ciphertext whose c1 is a 32-byte public seed: half the bytes on the way to the server.</summary>
/// <remarks>Several threads may read one at once; dispose it when none does.</remarks>
public sealed class SeededCiphertext : IDisposable
{
    private readonly CkksParameters parameters;
    private volatile bool disposed;

    internal SeededCiphertext(CkksParameters parameters, Level level, Scale scale, RnsPolynomial masked, Seed seed)
    {
        this.parameters = parameters;
        Level = level;
        Scale = scale;
        Masked = masked;
        Seed = seed;
    }

    /// <exception cref="ObjectDisposedException">It was disposed: every operation asks first.</exception>
    public CkksParameters Parameters
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);

            return parameters;
        }
    }

    public Level Level { get; }

    public Scale Scale { get; }

    /// <summary>c0.</summary>
    internal RnsPolynomial Masked { get; }

    internal Seed Seed { get; }

    /// <summary>The ciphertext that operations take. Cost: one uniform sample for each prime.</summary>
    public Ciphertext Expand(IWorkers workers)
    {
        Ciphertext result = Ciphertext.Allocate(Parameters, Level, Scale, 1);
        Masked.CopyTo(result[0], workers);
        ExpandUniform(Seed, result[1], workers);

        return result;
    }

    internal static void ExpandUniform(Seed seed, RnsPolynomial destination, IWorkers workers) => destination.FillUniform(seed, 0, workers);

    public void Dispose()
    {
        disposed = true;
        Masked.Dispose();
        Seed.Dispose();
    }
}
