using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Baby rotations of one decomposition, a product with each diagonal, giant rotations of the sums.</summary>
internal sealed class CkksMatrixProductRules : CkksOpRules<CkksMatrixProduct>
{
    /// <summary>Plaintexts that are encoded at a time.</summary>
    private const int PlaintextsAtOnce = 64;

    protected override OperationCost Cost(CkksMatrixProduct op, CkksPlace at, CkksCosts costs) =>
        costs.Structured.MatrixProduct(costs.Products[at.Node.Id], at.Level);

    /// <summary>Sum of diagonals times rotated operands: the operand's errors pass through the squared weights.</summary>
    protected override NoisySlots Noise(CkksMatrixProduct op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        GeneralizedDiagonals diagonals = noise.Diagonals.Of(op.Contraction);
        Tensor weight = noise.Weight(op.Weight);
        Tensor squares = new(weight.Type.Element, weight.Shape, Array.ConvertAll(weight.Values, static w => w * w));
        double keySwitch = noise.Model.KeySwitch(at.Level, at.Operand.Scale);
        double encoding = diagonals.Rotations.Count * noise.Model.Encoding(at.Operand.Scale) * inputs[0].MeanSquare;
        int giants = BabyStepGiantStep.Split(diagonals, op.Step).Giants.Count;
        double giantSwitches = giants * noise.Model.KeySwitch(at.Level, at.Operand.Scale * at.Operand.Scale);
        return new NoisySlots(diagonals.Apply(inputs[0].Values, weight), diagonals.Apply(inputs[0].Plus(keySwitch).Variances, squares))
            .Plus(encoding + giantSwitches + noise.Model.Rescale(op.Scale));
    }

    protected override double Reach(CkksMatrixProduct op, double result, IReadOnlyList<double> inputs) => result;

    /// <summary>A decomposition in the extended basis, the baby rotations and two sums, and plaintexts that no cache holds.</summary>
    protected override long WorkingBytes(CkksMatrixProduct op, CkksPlace at, CkksMemory memory)
    {
        MatrixWork work = memory.Products[at.Node.Id];
        int limbs = at.Level.LimbCount + memory.Parameters.P.Count;
        long plaintexts = work.Diagonals.Count <= PlaintextsAtOnce ? work.Diagonals.Slots : PlaintextsAtOnce * work.Diagonals.Slots / work.Diagonals.Count;
        return memory.KeySwitch(at.Level, 2 * (work.Babies + 2)) + CkksMemory.EncodedSlots(plaintexts, limbs);
    }

    /// <summary>Diagonals in the extended basis where rotations come before.</summary>
    protected override long EncodedBytes(CkksMatrixProduct op, CkksPlace at, CkksMemory memory)
    {
        MatrixWork work = memory.Products[at.Node.Id];
        return CkksMemory.EncodedSlots(work.Diagonals.Slots, at.Level.LimbCount + (work.Babies > 0 ? memory.Parameters.P.Count : 0));
    }

    /// <summary>The diagonals.</summary>
    protected override long ClearBytes(CkksMatrixProduct op, CkksPlace at, CkksMemory memory) =>
        memory.Products[at.Node.Id].Diagonals.Slots * sizeof(double);
}
