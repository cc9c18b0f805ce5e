using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>
/// Baby rotations of each ciphertext of the operand, of one decomposition each, a product with each diagonal, giant rotations of the sums of
/// each ciphertext of the result. These share the baby rotations, so it is no op of each ciphertext.
/// </summary>
internal sealed class CkksLinearMapRules : CkksOpRules
{
    public override Type Op => typeof(CkksLinearMap);

    public override OperationCost Cost(CkksPlace at, CkksCosts costs) => costs.Structured.MatrixProduct(costs.Products[at.Node.Id], at.Level);

    /// <summary>
    /// Sums of diagonals times rotated operands: the operand's errors pass through the squared weights. Encoding and giant rotations count
    /// as in the ciphertext of the result that has the most of them. What a map of pairs makes itself is made at half the size: the sum with
    /// the conjugate has twice its real part, and is real but for the conjugation's own error. What stays in pairs stays halved.
    /// </summary>
    public override NoisySlots Noise(CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        CkksLinearMap op = (CkksLinearMap)at.Node.Op;
        MapDiagonals diagonals = noise.Diagonals.Of(op.Map);
        Tensor? weight = op.Weight is null ? null : noise.Weight(op.Weight);
        Tensor? squares = weight?.Map(static w => w * w);
        double babySwitch = noise.BabyRotation(op.Babies, at.Operand);
        double encoding = diagonals.Diagonals.GroupBy(static diagonal => diagonal.Output).Max(static some => some.Count()) * noise.Model.Encoding(at.Operand.Scale) * inputs[0].MeanSquare;
        double giantSwitches = MostGiants(diagonals, op.Step) * noise.GiantRotation(op.Babies, at.Operand);

        double own = encoding + giantSwitches + noise.Model.Rescale(op.Scale);
        NoisySlots rotated = inputs[0].Plus(babySwitch);
        double[] values = diagonals.Apply(inputs[0].Values, weight);
        if (op.Packing == ComplexPacking.None)
        {
            return rotated.With(values, Carried).Plus(own);
        }

        double[] carried = Carried(rotated.Variances);
        double[] real = SlotArithmetic.AddScalar(at.Operand.Form == SlotForm.Pairs ? carried : SlotArithmetic.Add(carried, Crossed(rotated.Imaginary)), 4 * own);
        return op.InPairs
            ? NoisySlots.OfPairs(Array.ConvertAll(values, static value => value / 2), Array.ConvertAll(real, static variance => variance / 4))
            : new NoisySlots(values, real, new double[values.Length]).Plus(noise.Model.KeySwitch(at.Level - 1, op.Scale));

        double[] Carried(double[] variances) => diagonals.Apply(variances, squares);

        // An imaginary part becomes a real one where the other ciphertext of its pair is meant; what comes in pairs has none.
        double[] Crossed(double[] imaginary) => op.Packing == ComplexPacking.Operands
            ? Carried(SlotBundle.SwapPairs(imaginary, noise.SlotCount))
            : SlotBundle.SwapPairs(Carried(imaginary), noise.SlotCount);
    }

    public override double Reach(CkksPlace at, double result, IReadOnlyList<double> inputs) => result;

    public override long WorkingBytes(CkksPlace at, CkksMemory memory) => memory.MatrixWorking(memory.Products[at.Node.Id], at.Level);

    public override long EncodedBytes(CkksPlace at, CkksMemory memory) => memory.MatrixEncoded(memory.Products[at.Node.Id], at.Level);

    private static int MostGiants(MapDiagonals diagonals, int step) => diagonals.Diagonals
        .GroupBy(static diagonal => diagonal.Output, diagonal => diagonal.Rotation & ~(step - 1))
        .Max(static rotations => rotations.Distinct().Count());
}
