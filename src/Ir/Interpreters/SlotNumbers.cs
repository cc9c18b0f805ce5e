using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Interpreters;

/// <summary>Slots that hold numbers: a circuit in the clear.</summary>
/// <param name="inputs">The prologue's outputs by name.</param>
/// <param name="slotCount">Slots of a ciphertext.</param>
/// <param name="weights">With their values.</param>
/// <param name="diagonals">Finds the diagonals of products and maps, or has them.</param>
internal sealed class SlotNumbers(
    IReadOnlyDictionary<string, Tensor> inputs, int slotCount, WeightTable weights, DiagonalsTable diagonals) : ISlotAlgebra<double[]>
{
    /// <exception cref="IrException">The input is missing.</exception>
    public double[] Input(string tensor, Layout layout) => inputs.TryGetValue(tensor, out Tensor? value)
        ? Packing.Pack(value, layout)
        : throw new IrException($"no value is given for the input '{tensor}'");

    public double[] Add(double[] left, double[] right) => SlotArithmetic.Add(left, right);

    public double[] Multiply(double[] left, double[] right) => SlotArithmetic.Multiply(left, right);

    public double[] AddPlain(double[] x, string weight, Layout plain) => Add(x, Packing.Pack(weights.Data(weight), plain));

    public double[] MultiplyPlain(double[] x, string weight, Layout plain) => Multiply(x, Packing.Pack(weights.Data(weight), plain));

    public double[] AddScalar(double[] x, double summand) => SlotArithmetic.AddScalar(x, summand);

    public double[] MultiplyScalar(double[] x, double factor) => SlotChunks.Map(x, slot => slot * factor);

    public double[] Rotate(double[] x, int steps) => Rotation.Left(x, steps, slotCount);

    public double[] LinearMap(double[] x, string? weight, LinearMap map) => diagonals.Of(map).Apply(x, weight is null ? null : weights.Data(weight));

    // On [-1, 1] the slot is the variable already, and mapping it would round.
    public double[] Polynomial(double[] x, ChebyshevSeries series) =>
        SlotChunks.Map(x, series.Interval is { Low: -1, High: 1 } ? series.EvaluateUnit : series.Evaluate);

    public double[] Part(double[] x, int first, int count) => SlotBundle.Part(x, first, count, slotCount);

    public double[] Join(IReadOnlyList<double[]> bundles) => SlotBundle.Join(bundles);

    public double[] MultiplyAll(double[] factors, double[] x) => SlotBundle.MultiplyAll(factors, x, slotCount, static (factor, slot) => factor * slot);

    public double[] SumCiphertexts(double[] x) => SlotArithmetic.Sum(x, slotCount);

    public double[] NegateSeconds(double[] x) => SlotBundle.MapSeconds(x, slotCount, static slot => -slot);
}
