using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Circuits;

/// <summary>Reproducible inputs in [-1, 1] for the circuits of <see cref="PackedCircuit"/>.</summary>
internal static class Samples
{
    public static IReadOnlyDictionary<string, Tensor> Of(Graph packed, int seed = 0) => packed.Ops<PackedInput>()
        .Select(static input => input.Op.Tensor).Distinct().ToDictionary(static name => name, name => Vector(name, seed));

    private static Tensor Vector(string name, int seed) =>
        new(ElementType.Float64, Shape.Of(PackedCircuit.Size), RandomTensors.Values($"{name}/{seed}", PackedCircuit.Size));
}
