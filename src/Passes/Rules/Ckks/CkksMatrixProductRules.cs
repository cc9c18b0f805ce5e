using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Baby rotations of one decomposition, a product with each diagonal, giant rotations of the sums.</summary>
internal sealed class CkksMatrixProductRules : CkksOpRules<CkksMatrixProduct>
{
    protected override OperationCost Cost(CkksMatrixProduct op, CkksPlace at, CkksCosts costs) =>
        costs.Structured.MatrixProduct(costs.Products[at.Node.Id], at.Level);

    /// <summary>Sum of diagonals times rotated operands: the operand's errors pass through the squared weights.</summary>
    protected override NoisySlots Noise(CkksMatrixProduct op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        GeneralizedDiagonals diagonals = noise.Diagonals.Of(op.Contraction);
        Tensor weight = noise.Weight(op.Weight);
        Tensor squares = weight.Map(static w => w * w);
        double babySwitch = noise.BabyRotation(op.Babies, at.Operand);
        double encoding = diagonals.Rotations.Count * noise.Model.Encoding(at.Operand.Scale) * inputs[0].MeanSquare;
        int giants = BabyStepGiantStep.Split(diagonals, op.Step).Giants.Count;
        double giantSwitches = giants * noise.GiantRotation(op.Babies, at.Operand);
        return inputs[0].Plus(babySwitch).With(diagonals.Apply(inputs[0].Values, weight), variances => diagonals.Apply(variances, squares))
            .Plus(encoding + giantSwitches + noise.Model.Rescale(op.Scale));
    }

    protected override double Reach(CkksMatrixProduct op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksMatrixProduct op, CkksPlace at, CkksMemory memory) => memory.MatrixWorking(memory.Products[at.Node.Id], at.Level);

    protected override long EncodedBytes(CkksMatrixProduct op, CkksPlace at, CkksMemory memory) => memory.MatrixEncoded(memory.Products[at.Node.Id], at.Level);

    protected override long ClearBytes(CkksMatrixProduct op, CkksPlace at, CkksMemory memory) => CkksMemory.MatrixClear(memory.Products[at.Node.Id]);
}
