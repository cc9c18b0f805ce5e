using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>What the compiler predicts of one op of the Ckks dialect. Its text, type, levels and keys are the op's own.</summary>
/// <remarks>
/// Nothing has a default: an op that costs nothing, adds no noise or needs no memory says so, and one without rules is an error
/// (<see cref="CkksRules.Of"/>). A new op is one file here and one line in <see cref="CkksRules.Table"/>. Immutable.
/// </remarks>
internal abstract class CkksOpRules
{
    /// <summary>Type of the op.</summary>
    public abstract Type Op { get; }

    /// <summary>Predicted time and counts at the level of the operands, for all ciphertexts of the result.</summary>
    public abstract OperationCost Cost(CkksPlace at, CkksCosts costs);

    /// <summary>What the op does to values and to the variance of their errors: first order, errors of operands independent.</summary>
    public abstract NoisySlots Noise(CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise);

    /// <summary>Largest absolute slot while the op runs, where its result and operands reach the given ones; for the headroom of a level.</summary>
    public abstract double Reach(CkksPlace at, double result, IReadOnlyList<double> inputs);

    /// <summary>Bytes that the op needs to work, besides its operands and its result.</summary>
    public abstract long WorkingBytes(CkksPlace at, CkksMemory memory);

    /// <summary>Bytes of the weights that it reads in encoded form, which a server may keep; for all ciphertexts of the result.</summary>
    public abstract long EncodedBytes(CkksPlace at, CkksMemory memory);
}

/// <summary>Rules of an op that does to each ciphertext of a bundle the same. <inheritdoc cref="CkksOpRules"/></summary>
/// <typeparam name="TOp">Type of the op.</typeparam>
internal abstract class CkksOpRules<TOp> : CkksOpRules
    where TOp : CkksOp
{
    public sealed override Type Op => typeof(TOp);

    public sealed override OperationCost Cost(CkksPlace at, CkksCosts costs) => Cost((TOp)at.Node.Op, at, costs) * at.Result.Count;

    public sealed override NoisySlots Noise(CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) => Noise((TOp)at.Node.Op, at, inputs, noise);

    public sealed override double Reach(CkksPlace at, double result, IReadOnlyList<double> inputs) => Reach((TOp)at.Node.Op, result, inputs);

    public sealed override long WorkingBytes(CkksPlace at, CkksMemory memory) => WorkingBytes((TOp)at.Node.Op, at, memory);

    public sealed override long EncodedBytes(CkksPlace at, CkksMemory memory) => at.Result.Count * EncodedBytes((TOp)at.Node.Op, at, memory);

    /// <summary>For one ciphertext of the result.</summary>
    protected abstract OperationCost Cost(TOp op, CkksPlace at, CkksCosts costs);

    protected abstract NoisySlots Noise(TOp op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise);

    protected abstract double Reach(TOp op, double result, IReadOnlyList<double> inputs);

    protected abstract long WorkingBytes(TOp op, CkksPlace at, CkksMemory memory);

    /// <summary>For one ciphertext of the result.</summary>
    protected abstract long EncodedBytes(TOp op, CkksPlace at, CkksMemory memory);
}
