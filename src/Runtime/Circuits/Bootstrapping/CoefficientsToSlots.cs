using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>The matrices of coefficients-to-slots on the whole chain, which bootstraps to every target share.</summary>
internal sealed class CoefficientsToSlots : IDisposable
{
    private readonly StageTransform[] stages;
    private readonly StageTransform lastForUpper;

    public CoefficientsToSlots(BootstrapPlan plan, DiagonalEncoder encoder, int slotCount)
    {
        // Makes I + m / q0 a number within [-1, 1], undoes the trace's multiple, and halves: the conjugate doubles the real part.
        double factor = 1 / (2 * plan.Literal.MaxOverflow * (slotCount >> plan.LogSlots));
        double share = Math.Pow(factor, 1.0 / plan.CoefficientsToSlots.Count);
        stages = [.. plan.CoefficientsToSlots.Select(stage => Stage(stage, CoefficientHalf.Lower))];
        lastForUpper = Stage(plan.CoefficientsToSlots[^1], CoefficientHalf.Upper);

        StageTransform Stage(FourierStage stage, CoefficientHalf half) =>
            new(stage, () => ButterflyLayers.Inverse(stage, half).Times(share), encoder, slotCount);
    }

    /// <summary>Number of stages.</summary>
    public int Count => stages.Length;

    /// <summary>Memory of the plaintexts encoded so far.</summary>
    public long ByteCount => stages.Sum(static stage => stage.ByteCount) + lastForUpper.ByteCount;

    /// <summary>The stages before the last, in order.</summary>
    public IEnumerable<StageTransform> AllButLast => stages[..^1];

    /// <summary>The last stage for one half of the coefficients.</summary>
    public StageTransform Last(CoefficientHalf half) => half == CoefficientHalf.Lower ? stages[^1] : lastForUpper;

    public void Dispose()
    {
        Array.ForEach(stages, static stage => stage.Dispose());
        lastForUpper.Dispose();
    }
}
