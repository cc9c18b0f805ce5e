using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>What rules predict noise with: the errors of the parameters, the weights, and one sample of the inputs.</summary>
/// <param name="model">Errors of the primitives.</param>
/// <param name="weights">With their values.</param>
/// <param name="sample">The prologue's outputs by name.</param>
/// <param name="diagonals">Of all products; every sample needs the same.</param>
internal sealed class CkksNoise(NoiseModel model, WeightTable weights, IReadOnlyDictionary<string, Tensor> sample, DiagonalsTable diagonals)
{
    public NoiseModel Model => model;

    /// <summary>Slots of a ciphertext.</summary>
    public int SlotCount => model.Parameters.SlotCount;

    /// <summary>The prologue's outputs by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Sample => sample;

    public Tensor Weight(string name) => weights.Data(name);

    /// <summary>A weight as it is encoded.</summary>
    public NoisySlots Plain(string weight, Layout layout, Scale scale) =>
        NoisySlots.Of(Packing.Pack(weights.Data(weight), layout), model.Encoding(scale));

    /// <summary>Noise of a rotation, which is none where nothing rotates.</summary>
    public NoisySlots Rotate(NoisySlots input, int steps, CiphertextType type)
    {
        return input.With(Rotated(input.Values), Rotated).Plus(steps == 0 ? 0 : model.KeySwitch(type.Level, type.Scale));

        double[] Rotated(double[] slots) => Rotation.Left(slots, steps, SlotCount);
    }

    /// <summary>Noise of a baby rotation of a matrix's operand.</summary>
    public double BabyRotation(BabyForm form, CiphertextType operand) => form == BabyForm.Divided
        ? model.KeySwitch(operand.Level, operand.Scale)
        : model.KeySwitchLazy(operand.Level, operand.Scale);

    /// <summary>Noise of a giant rotation, whose sum has the square of the operand's scale. The last division by P is that of the rescale.</summary>
    public double GiantRotation(BabyForm form, CiphertextType operand) => form == BabyForm.Divided
        ? model.KeySwitchLazy(operand.Level, operand.Scale * operand.Scale)
        : model.KeySwitch(operand.Level, operand.Scale * operand.Scale);

    /// <summary>Of all products; every sample needs the same.</summary>
    public DiagonalsTable Diagonals => diagonals;
}
