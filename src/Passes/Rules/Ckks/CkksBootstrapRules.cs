using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A circuit of its own; its error is a share of the bound, whatever the slot.</summary>
internal sealed class CkksBootstrapRules : CkksOpRules<CkksBootstrap>
{
    protected override OperationCost Cost(CkksBootstrap op, CkksPlace at, CkksCosts costs)
    {
        BootstrapCosts bootstraps = costs.Bootstraps ?? throw WithoutParameters(at.Node);
        return bootstraps.Of(op.Target);
    }

    /// <summary>Its error comes on top of the real parts. Imaginary parts are its own: those of the operand are lost.</summary>
    protected override NoisySlots Noise(CkksBootstrap op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        (inputs[0] with { Imaginary = new double[inputs[0].Values.Length] }).Plus(noise.Model.Bootstrap(op.Bound));

    protected override double Reach(CkksBootstrap op, double result, IReadOnlyList<double> inputs) => result;

    /// <summary>The largest matrix of coefficients-to-slots, on the raised ciphertext and all primes.</summary>
    protected override long WorkingBytes(CkksBootstrap op, CkksPlace at, CkksMemory memory)
    {
        BootstrappingSet set = memory.Bootstrapping ?? throw WithoutParameters(at.Node);
        int babies = BootstrapWork.Of(set, op.Target).Max(static step => step.Matrix.Babies);
        return memory.KeySwitch(op.Target + set.LevelsAbove, 2 + (2 * (babies + 2)));
    }

    protected override long EncodedBytes(CkksBootstrap op, CkksPlace at, CkksMemory memory) => 0;

    protected override long ClearBytes(CkksBootstrap op, CkksPlace at, CkksMemory memory) => 0;

    private static IrException WithoutParameters(Node node) => new($"'{node.Name}' is bootstrapped under parameters that do not bootstrap");
}
