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
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Ir.Tests.Bundles;

/// <summary>Real ciphertexts in pairs: text, types and meaning.</summary>
public sealed class PairTests
{
    private static readonly Layout Three = LayoutText.Parse("t:4 f:6 | 3 ciphertexts | f*2:3 r:4 t:4 f:2");
    private static readonly Layout Four = LayoutText.Parse("t:4 f:8 | 4 ciphertexts | f*2:4 r:4 t:4 f:2");
    private static readonly Layout One = LayoutText.Parse("t:4 f:2 | r:4 t:4 f:2");

    [Fact]
    public void ACircuitOfPairsIsReadAsWrittenAndVerified()
    {
        string text = PairCircuit.Files().Text;
        Module module = ModuleReader.Read(text);
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(module, diagnostics);

        Assert.False(diagnostics.HasErrors, diagnostics.HasErrors ? diagnostics.Items[0].Message : string.Empty);
        Assert.Equal(text, ModuleWriter.Write(module));
        Assert.Contains("degree 2, count 4, pairs> \"/layer.0/a/Mul\"", text, StringComparison.Ordinal);
        Assert.Contains("degree 2, sums> \"/layer.0/b/Inner\"", text, StringComparison.Ordinal);
        Assert.Contains("{seconds = \"subtracted\"}", text, StringComparison.Ordinal);
        Assert.Contains(
            "second ciphertexts are 'added'",
            Assert.ThrowsAny<Exception>(() => ModuleReader.Read(text.Replace("\"subtracted\"", "\"added\"", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TheInterpreterComputesTheFormulas()
    {
        IReadOnlyDictionary<string, Tensor> answer = new CkksInterpreter(ModuleReader.Read(PairCircuit.Files().Text).Graphs[0], PairCircuit.Weights()).Run(PairCircuit.Question());

        foreach ((string name, double[] expected) in PairCircuit.Answer())
        {
            Assert.All(expected.Zip(answer[name].Values), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Theory]
    [InlineData("slots<t:4 f:2 | r:4 t:4 f:2>")]
    [InlineData("slots<sums: t:4 f:2 | r:4 t:4 f:2>")]
    [InlineData("slots<pairs: t:4 f:8 | 4 ciphertexts | f*2:4 r:4 t:4 f:2>")]
    [InlineData("ct<level 3, scale 1024, degree 1, count 2, conjugates>")]
    [InlineData("ct<level 3, scale 1024, degree 2, sums>")]
    public void TypesAreReadAsWritten(string text) => Assert.Equal(text, TypeReader.Read(new TextCursor(text)).ToText());

    /// <summary>Of a map whose slots take each other's place, a slot that nobody reads marks none.</summary>
    [Fact]
    public void UsedSlotsOfPairsAreThoseThatReachTheAnswer()
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", Four, new Level(2), new Scale(1024)), "x");
        ValueId factors = builder.Add(new CkksInput("f", Four.Part(0, 2), new Level(2), new Scale(1024)), "f");
        ValueId product = builder.Add(new CkksMultiplyPairs(EquatableArray<ValueId>.Of(factors, builder.Add(new CkksPair(x, SlotForm.Pairs), "pairs"))), "product");
        LinearMap second = new(LayoutText.Parse("t:4 f:16 | 8 ciphertexts | f*2:8 r:4 t:4 f:2"), LayoutText.Parse("t:4 | r:4 t:4 r:1/2z"), ["f"]);
        ValueId sum = builder.Add(new CkksLinearMap(builder.Add(new CkksRelinearize(product), "linear"), null, second, 1, new Scale(1024)) { Packing = ComplexPacking.Operands }, "sum");
        builder.Add(new CkksOutput(sum, "y", LayoutText.Parse("g:1 | g:1/32u"), Shape.Of(1)), "y");

        IReadOnlyList<bool[]> used = UsedSlots.Of(builder.Build(), WeightTable.Empty);

        Assert.Equal([0, 1, 32, 33, 64, 65, 96, 97], Enumerable.Range(0, 128).Where(address => used[x.Index][address]));
        Assert.Equal([0, 1, 32, 33], Enumerable.Range(0, 64).Where(address => used[factors.Index][address]));
    }

    /// <summary>The second ciphertext of a pair changes its sign in odd rotations alone.</summary>
    [Fact]
    public void SlotsOfPairsAreMovedInEvenSteps()
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", Four, new Level(2), new Scale(1024)), "x");
        ValueId pairs = builder.Add(new CkksPair(x, SlotForm.Pairs), "pairs");
        ValueId sum = builder.Add(new CkksSumSlots(pairs, EquatableArray<long>.Of(2, 28)), "sum");
        ValueId rotated = builder.Add(new CkksRotate(sum, 6), "rotated");

        Assert.Equal(SlotForm.Pairs, ((CiphertextType)builder[sum].Type).Form);
        Assert.Equal(SlotForm.Pairs, ((CiphertextType)builder[rotated].Type).Form);
    }

    [Fact]
    public void UsedSlotsOfInnerProductsAreThoseOfAllCiphertexts()
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", Four, new Level(2), new Scale(1024)), "x");
        ValueId pairs = builder.Add(new CkksPair(x, SlotForm.Pairs), "pairs");
        ValueId conjugates = builder.Add(new CkksPair(x, SlotForm.ConjugatePairs), "conjugates");
        ValueId inner = builder.Add(new CkksRelinearize(builder.Add(new CkksInnerProduct(pairs, conjugates), "inner")), "linear");
        builder.Add(new CkksOutput(builder.Add(new CkksRealPart(inner), "real"), "y", LayoutText.Parse("g:1 | g:1/32u"), Shape.Of(1)), "y");

        IReadOnlyList<bool[]> used = UsedSlots.Of(builder.Build(), WeightTable.Empty);

        Assert.Equal([0, 32, 64, 96], Enumerable.Range(0, 128).Where(address => used[x.Index][address]));
    }

    public static TheoryData<string, Func<Values, Op>> Misfits => new()
    {
        { "3 ciphertexts has no pairs", static x => new PackedPair(x.PackedThree, SlotForm.Pairs) },
        { "joined to real, which are no pairs", static x => new PackedPair(x.PackedFour, SlotForm.Real) },
        { "slots are pairs, the op takes real ones", static x => new PackedPair(x.PackedPairs, SlotForm.Pairs) },
        { "slots are pairs, the op takes real ones", static x => new PackedMultiply(x.PackedPairs, x.PackedPairs) },
        { "slots are pairs, the op takes real ones", static x => new PackedAddScalar(x.PackedPairs, 1) },
        { "slots are pairs and real", static x => new PackedAdd(x.PackedPairs, x.PackedTwo, Four) },
        { "slots are real and pairs", static x => new PackedJoin(EquatableArray<ValueId>.Of(x.PackedFour, x.PackedPairs), LayoutText.Parse("t:4 f:16 | 8 ciphertexts | f*2:8 r:4 t:4 f:2")) },
        { "ciphertexts 1 to 2 take pairs apart", static x => new PackedPart(x.PackedPairs, 1, Four.Part(1, 2)) },
        { "pairs are rotated by 3 slots", static x => new PackedRotate(x.PackedPairs, 3) },
        { "slots of pairs are summed in odd steps", static x => new PackedSumSlots(x.PackedPairs, EquatableArray<long>.Of(2, 1), Four) },
        { "slots are pairs, the op takes real ones", static x => new PackedSum(x.PackedPairs, One) },
        { "4 ciphertexts are factors of 2 pairs each, the result's layout has 2", static x => new PackedMultiplyPairs(EquatableArray<ValueId>.Of(x.PackedFour, x.PackedPairs), Four) },
        { "slots are real and pairs", static x => new PackedMultiplyPairs(EquatableArray<ValueId>.Of(x.PackedTwo, x.PackedTwo), Four) },
        { "1 operands are given; they are factors and pairs in turn", static x => new PackedMultiplyPairs(EquatableArray<ValueId>.Of(x.PackedTwo), Four) },
        { "pairs are multiplied with pairs", static x => new PackedInnerProduct(x.PackedPairs, x.PackedPairs, One) },
        { "pairs are multiplied with real, seconds subtracted", static x => new PackedInnerProduct(x.PackedPairs, x.PackedFour, One, Subtracts: true) },
        { "a plaintext is added to conjugates", static x => new PackedAddPlain(x.PackedConjugates, "v", Four) },
        { "the layout has 2", static x => new CkksAddPlain(x.Pairs, "v", Four.Part(0, 2)) },
        { "4 ciphertexts are multiplied with 2", static x => new PackedInnerProduct(x.PackedFour, x.PackedTwo, One) },
        { "slots are real and sums", static x => new PackedRealPart(x.PackedTwo) },
        { "3 results, which are no pairs", static x => new PackedLinearMap(x.PackedThree, null, new LinearMap(Three, Three), InPairs: true) },
        { "slots are pairs, the map takes real ones", static x => new PackedLinearMap(x.PackedPairs, null, new LinearMap(Four, Four), InPairs: true) },
        { "3 ciphertexts has no pairs", static x => new CkksPair(x.Three, SlotForm.Pairs) },
        { "slots are pairs, the op takes real ones", static x => new CkksMultiply(x.Pairs, x.Pairs) },
        { "slots are pairs and real", static x => new CkksAdd(x.Pairs, x.Two) },
        { "slots are pairs and real", static x => new CkksJoin(EquatableArray<ValueId>.Of(x.Pairs, x.Four)) },
        { "ciphertexts 1 to 2 take pairs apart", static x => new CkksPart(x.Pairs, 1, 2) },
        { "no part of a bundle of 4", static x => new CkksPart(x.Pairs, 2, 4) },
        { "pairs are rotated by 3 slots", static x => new CkksRotate(x.Pairs, 3) },
        { "slots of pairs are summed in odd steps", static x => new CkksSumSlots(x.Pairs, EquatableArray<long>.Of(31)) },
        { "pairs are summed", static x => new CkksSum(x.Pairs) },
        { "67125249 pairs has more than 67108864 slots", static x => new CkksMultiplyPairs(EquatableArray<ValueId>.Of(x.Many, x.ManyPairs)) },
        { "0 operands are given", static _ => new CkksMultiplyPairs(EquatableArray<ValueId>.Empty) },
        { "a product of 1 pairs at level 2", static x => new CkksMultiplyPairs(EquatableArray<ValueId>.Of(x.Two, x.Pairs, x.One, x.Pair)) },
        { "pairs are multiplied with real", static x => new CkksInnerProduct(x.Pairs, x.Two) },
        { "slots are pairs and sums", static x => new CkksRealPart(x.Pairs) },
        { "slots are pairs, the op takes real ones", static x => new CkksBootstrap(x.Pairs, new Level(2), new Scale(1024), 1, new Level(1), new Level(2)) },
        { "slots are pairs, the op takes real ones", static x => new CkksOutput(x.Pairs, "y", Four, Shape.Of(4, 8)) },
    };

    [Theory]
    [MemberData(nameof(Misfits), DisableDiscoveryEnumeration = true)]
    public void WhatDoesNotFitIsNamed(string reason, Func<Values, Op> op)
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        Values values = new(builder);

        Assert.Contains(reason, Assert.Throws<IrException>(() => builder.Add(op(values), "op")).Message);
    }

    public sealed class Values
    {
        public Values(GraphBuilder builder)
        {
            PackedThree = builder.Add(new PackedInput("x", PairTests.Three), "x");
            PackedFour = builder.Add(new PackedInput("x", PairTests.Four), "x");
            PackedTwo = builder.Add(new PackedInput("x", PairTests.Four.Part(0, 2)), "x");
            PackedPairs = builder.Add(new PackedPair(PackedFour, SlotForm.Pairs), "x");
            PackedConjugates = builder.Add(new PackedPair(PackedFour, SlotForm.ConjugatePairs), "x");
            Three = builder.Add(new CkksInput("x", PairTests.Three, new Level(2), new Scale(1024)), "x");
            Four = builder.Add(new CkksInput("x", PairTests.Four, new Level(2), new Scale(1024)), "x");
            Two = builder.Add(new CkksPart(Four, 0, 2), "x");
            Pairs = builder.Add(new CkksPair(Four, SlotForm.Pairs), "x");
            One = builder.Add(new CkksPart(Four, 0, 1), "x");
            Pair = builder.Add(new CkksPart(Pairs, 0, 2), "x");
            Many = builder.Add(new CkksJoin(EquatableArray<ValueId>.From(Enumerable.Repeat(One, 8193))), "x");
            ManyPairs = builder.Add(new CkksJoin(EquatableArray<ValueId>.From(Enumerable.Repeat(Pair, 8193))), "x");
        }

        public ValueId PackedThree { get; }

        public ValueId PackedFour { get; }

        public ValueId PackedTwo { get; }

        public ValueId PackedPairs { get; }

        public ValueId PackedConjugates { get; }

        public ValueId Three { get; }

        public ValueId Four { get; }

        public ValueId Two { get; }

        public ValueId Pairs { get; }

        public ValueId One { get; }

        public ValueId Pair { get; }

        public ValueId Many { get; }

        public ValueId ManyPairs { get; }
    }
}
