using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Ir.Tests.Bundles;

/// <summary>Values of several ciphertexts: their text, types and meaning in both dialects.</summary>
public sealed class BundleTests
{
    private const string X = "t:4 f:6 | 3 ciphertexts | f*2:3 r:4 t:4 f:2";
    private const string Sum = "t:4 f:2 | r:4 t:4 f:2";

    private static readonly Layout Bundle = LayoutText.Parse(X);
    private static readonly Layout One = LayoutText.Parse(Sum);
    private static readonly Layout Two = Bundle.Part(1, 2);

    [Fact]
    public void ACircuitOfBundlesIsReadAsWrittenAndVerified()
    {
        string text = BundleCircuit.Files().Text;
        Module module = ModuleReader.Read(text);
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(module, diagnostics);

        Assert.False(diagnostics.HasErrors, diagnostics.HasErrors ? diagnostics.Items[0].Message : string.Empty);
        Assert.Equal(text, ModuleWriter.Write(module));
        Assert.Contains("%4 = ckks.sum(%3) : ct<level 5", text, StringComparison.Ordinal);
        Assert.Contains("%7 = ckks.part(%0) {first = 1, count = 2}", text, StringComparison.Ordinal);
        Assert.Contains("degree 1, count 3> \"/layer.0/all/Concat\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheInterpreterComputesTheFormula()
    {
        (string text, byte[] _) = BundleCircuit.Files();
        Tensor x = new(ElementType.Float64, Shape.Of(BundleCircuit.Tokens, BundleCircuit.Features), BundleCircuit.Question());

        Tensor y = new CkksInterpreter(ModuleReader.Read(text).Graphs[0], BundleCircuit.Weights()).Run(new Dictionary<string, Tensor> { ["x"] = x })["y"];

        Assert.All(BundleCircuit.Answer(x.Values).Zip(y.Values), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void PackedBundlesHoldWhatTheLayoutsDerive()
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new PackedInput("x", Bundle), "x");
        ValueId moved = builder.Add(new PackedRotate(x, 2, Bundle.Rotated(2)), "moved");
        ValueId total = builder.Add(new PackedSum(moved, Bundle.Rotated(2).SummedCiphertexts()), "total");
        ValueId part = builder.Add(new PackedPart(moved, 1, Bundle.Rotated(2).Part(1, 2)), "part");
        ValueId[] singles = [.. Enumerable.Range(0, 3).Select(i => builder.Add(new PackedPart(x, i, Bundle.Part(i, 1)), $"single{i}"))];
        ValueId joined = builder.Add(new PackedJoin(singles.ToEquatableArray(), LayoutParts.Joined([.. singles.Select((_, i) => Bundle.Part(i, 1))])), "joined");
        Graph graph = builder.Build();
        Tensor tensor = new(ElementType.Float64, Shape.Of(4, 6), [.. Enumerable.Range(1, 24).Select(static i => (double)i)]);

        IReadOnlyList<double[]> slots = SlotInterpreter.RunSlots(graph, new Dictionary<string, Tensor> { ["x"] = tensor }, WeightTable.Empty);

        Layout LayoutOf(ValueId value) => ((PackedType)graph[value].Type).Layout;
        Assert.Equal(tensor.Values, Packing.Unpack(slots[moved.Index], LayoutOf(moved), tensor.Shape).Values);
        Assert.Equal(slots[x.Index], slots[joined.Index]);
        Assert.Equal(Bundle, LayoutOf(joined));
        Assert.Equal(64, slots[part.Index].Length);
        Assert.Equal(
            [.. Enumerable.Range(0, 8).Select(static i => Enumerable.Range(0, 3).Sum(c => (6.0 * (i / 2)) + (2 * c) + (i % 2) + 1))],
            Packing.Unpack(slots[total.Index], LayoutOf(total), Shape.Of(4, 2)).Values);
    }

    [Fact]
    public void UsedSlotsOfABundleAreThoseThatReachTheAnswer()
    {
        CkksInput input = new("x", Bundle, new Level(1), new Scale(1024));
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(input, "x");
        ValueId first = builder.Add(new CkksPart(x, 1, 1), "part");
        ValueId sum = builder.Add(new CkksSum(builder.Add(new CkksJoin(EquatableArray<ValueId>.Of(first, first)), "join")), "sum");
        builder.Add(new CkksOutput(sum, "y", LayoutText.Parse("f:1 | f:1/32u"), Shape.Of(1)), "y");

        IReadOnlyList<bool[]> used = UsedSlots.Of(builder.Build(), WeightTable.Empty);

        Assert.Equal([32], Enumerable.Range(0, 96).Where(address => used[0][address]));
    }

    public static TheoryData<string, Func<IReadOnlyList<ValueId>, Op>> Misfits => new()
    {
        { "bundles of 3 and 1 ciphertexts", static x => new PackedAdd(x[0], x[1]) },
        { "bundles of 3 and 1 ciphertexts", static x => new PackedMultiply(x[0], x[1]) },
        { "3 x 32 slots, the result's layout 1 x 32", static x => new PackedRotate(x[0], 2, One) },
        { "3 x 32 slots, the plaintext's layout 1 x 32", static x => new PackedAddPlain(x[0], "w", One) },
        { "3 x 32 slots, the plaintext's layout 1 x 32", static x => new PackedMultiplyPlain(x[0], "w", One) },
        { "3 x 32 slots, the output's layout 1 x 32", static x => new PackedOutput(x[0], "y", One, Shape.Of(4, 2)) },
        { "no part of a bundle of 3", static x => new PackedPart(x[0], 2, Two) },
        { "4 ciphertexts are joined, the result's layout has 3", static x => new PackedJoin(EquatableArray<ValueId>.Of(x[0], x[1]), Bundle) },
        { "one ciphertext, the result's layout has 3", static x => new PackedSum(x[0], Bundle) },
        { "bundles of 3 and 1 ciphertexts", static x => new CkksAdd(x[2], x[3]) },
        { "bundles of 3 and 1 ciphertexts", static x => new CkksMultiply(x[2], x[3]) },
        { "a bundle of 3 ciphertexts, the layout has 1", static x => new CkksAddPlain(x[2], "w", One) },
        { "a bundle of 3 ciphertexts, the layout has 1", static x => new CkksMultiplyPlain(x[2], "w", One, new Scale(2)) },
        { "a bundle of 3 ciphertexts, the layout has 1", static x => new CkksOutput(x[2], "y", One, Shape.Of(4, 2)) },
        { "no part of a bundle of 3", static x => new CkksPart(x[2], 1, 3) },
        { "no part of a bundle of 3", static x => new CkksPart(x[2], -1, 1) },
        { "match them first", static x => new CkksJoin(EquatableArray<ValueId>.Of(x[2], x[4])) },
        { "nothing is joined", static _ => new CkksJoin(EquatableArray<ValueId>.Empty) },
    };

    [Theory]
    [MemberData(nameof(Misfits), DisableDiscoveryEnumeration = true)]
    public void WhatDoesNotFitIsNamed(string reason, Func<IReadOnlyList<ValueId>, Op> op)
    {
        WeightTable weights = WeightTable.Empty.With("w", new Tensor(ElementType.Float64, Shape.Of(4, 2), new double[8]));
        GraphBuilder builder = new("circuit", weights);
        ValueId[] values =
        [
            builder.Add(new PackedInput("x", Bundle), "x"),
            builder.Add(new PackedInput("x", One), "x"),
            builder.Add(new CkksInput("x", Bundle, new Level(2), new Scale(1024)), "x"),
            builder.Add(new CkksInput("x", One, new Level(2), new Scale(1024)), "x"),
            builder.Add(new CkksInput("x", One, new Level(1), new Scale(1024)), "x"),
        ];

        Assert.Contains(reason, Assert.Throws<IrException>(() => builder.Add(op(values), "op")).Message);
    }

    [Fact]
    public void ACountOfZeroIsNoBundle() => Assert.Contains(
        "at least one ciphertext",
        Assert.Throws<IrException>(() => ModuleReader.Read(BundleCircuit.Files().Text.Replace("count 3>", "count 0>", StringComparison.Ordinal))).Message);
}
