using PowerSoftmax.Benchmarks.Suite.Controls;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>What everything is compared with: the control kernels and the engine's forward NTT, each on one limb of its own.</summary>
public sealed class ReferenceKernels : IDisposable
{
    private readonly ShoupNtt transform;
    private readonly BarrettProduct product;
    private readonly NttTable engine;
    private readonly ulong[] forward;
    private readonly ulong[] inverse;
    private readonly ulong[] factor;
    private readonly ulong[] destination;
    private readonly Limb limb;

    /// <param name="logN">Ring degree, 10 to 17.</param>
    public ReferenceKernels(int logN)
    {
        Modulus modulus = new(PrimeSelection.Select(new ChainRequest(logN, Levels: 0)).P[0]);
        engine = new NttTable(logN, modulus);
        transform = new ShoupNtt(logN, modulus.Value, engine.Psi);
        product = new BarrettProduct(modulus.Value);
        limb = new LimbPool(1 << logN).Rent();
        RandomResidues.Fill(limb.Span, modulus, seed: 0);
        forward = RandomResidues.Canonical(1 << logN, modulus, seed: 1);
        inverse = RandomResidues.Canonical(1 << logN, modulus, seed: 2);
        factor = RandomResidues.Canonical(1 << logN, modulus, seed: 3);
        destination = RandomResidues.Canonical(1 << logN, modulus, seed: 4);
    }

    /// <summary>In the order of <see cref="ReferenceTimes"/>' fields.</summary>
    public IReadOnlyList<Action> All => [ControlForward, ControlInverse, ControlProduct, EngineForward];

    public void ControlForward() => transform.Forward(forward);

    public void ControlInverse() => transform.Inverse(inverse);

    public void ControlProduct() => product.Multiply(forward, factor, destination);

    public void EngineForward() => engine.Forward(limb.Span);

    /// <summary>Not a reference of any row; for those who compare both directions.</summary>
    public void EngineInverse() => engine.Inverse(limb.Span);

    public void Dispose() => limb.Dispose();
}
