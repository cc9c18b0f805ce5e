using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>
/// A circuit of its own; its error is a share of the bound, whatever the slot. Two ciphertexts of a bundle share a part of it, so it is no op of
/// each ciphertext.
/// </summary>
internal sealed class CkksBootstrapRules : CkksOpRules
{
    public override Type Op => typeof(CkksBootstrap);

    public override OperationCost Cost(CkksPlace at, CkksCosts costs)
    {
        BootstrapCosts bootstraps = costs.Bootstraps ?? throw WithoutParameters(at.Node);
        return bootstraps.Of(Bootstrap(at).Target, at.Result.Count);
    }

    /// <summary>
    /// Imaginary parts of the operand, which are noise, are removed first, so that they reach neither its own result nor that of the other
    /// ciphertext of a pair. The key switch that does it reaches the result in half, and both results of a pair with a quarter of its imaginary part.
    /// </summary>
    public override NoisySlots Noise(CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        CkksBootstrap op = Bootstrap(at);
        NoisySlots real = inputs[0] with { Imaginary = new double[inputs[0].Values.Length] };
        return real.Plus(noise.Model.Bootstrap(op.Bound) + (noise.Model.KeySwitch(op.Least, at.Operand.Scale) / 2));
    }

    public override double Reach(CkksPlace at, double result, IReadOnlyList<double> inputs) => result;

    /// <summary>The largest matrix of coefficients-to-slots, on the raised ciphertext and all primes.</summary>
    public override long WorkingBytes(CkksPlace at, CkksMemory memory)
    {
        BootstrappingSet set = memory.Bootstrapping ?? throw WithoutParameters(at.Node);
        Level target = Bootstrap(at).Target;
        int babies = BootstrapWork.Of(set, target, together: 1).Max(static step => step.Matrix.Babies);
        return memory.KeySwitch(target + set.LevelsAbove, 2 + (2 * (babies + 2)));
    }

    public override long EncodedBytes(CkksPlace at, CkksMemory memory) => 0;

    private static CkksBootstrap Bootstrap(CkksPlace at) => (CkksBootstrap)at.Node.Op;

    private static IrException WithoutParameters(Node node) => new($"'{node.Name}' is bootstrapped under parameters that do not bootstrap");
}
