using CsCheck;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>Whole encoders, whose second layer attends to computed values.</summary>
public sealed class EncoderLoweringTests
{
    [Theory]
    [InlineData(4, 8, 1, 32, 512, 1)]       // all shifts in one ciphertext; the client packs them for the first layer
    [InlineData(8, 16, 2, 64, 2048, 1)]
    [InlineData(8, 16, 2, 64, 1024, 2)]
    [InlineData(8, 32, 4, 32, 1024, 4)]     // feed-forward as wide as the hidden state
    [InlineData(16, 8, 2, 32, 1024, 4)]
    [InlineData(16, 32, 1, 64, 2048, 8)]
    [InlineData(16, 16, 4, 32, 512, 16)]    // one shift a chunk
    [InlineData(8, 16, 8, 32, 512, 4)]      // too many heads to split a product by
    [InlineData(32, 8, 4, 16, 2048, 8)]
    [InlineData(16, 32, 2, 100, 4096, 4)]   // feed-forward no power of two
    [InlineData(32, 128, 2, 512, 32768, 8)] // BERT-Tiny
    public void AnEncoderOfTwoLayersMeansTheSameInSlots(int tokens, int width, int heads, int hidden, int slots, int chunks)
    {
        NormalFormEncoder encoder = new(new EncoderShape(tokens, width, heads, hidden));

        Graph packed = PackedMeaning.Assert(encoder.Build(), encoder.Inputs(), slots);

        Assert.Equal(2 * (chunks - 1), packed.Ops<PackedRotate>().Count(static rotate => rotate.Node.Name is "layer.1.key#shift" or "layer.1.value#shift"));
    }

    [Fact]
    public void AnyShapeMeansTheSameInSlots() => Shapes.Sample(
        static sample =>
        {
            NormalFormEncoder encoder = new(sample.Shape);
            PackedMeaning.Assert(encoder.Build(), encoder.Inputs(), sample.Slots);
        },
        iter: 30);

    [Fact]
    public void AnInverseOfHighDegreeMeetsNoSumOverTwoHeads()
    {
        NormalFormEncoder paired = new(new EncoderShape(8, 16, 2, 32) { InverseDegree = AttentionLowering.LargestPairedDegree });
        NormalFormEncoder single = new(new EncoderShape(8, 16, 2, 32) { InverseDegree = AttentionLowering.LargestPairedDegree + 1 });

        Graph halves = PackedMeaning.Assert(paired.Build(), paired.Inputs(), 512);
        Graph whole = PackedMeaning.Assert(single.Build(), single.Inputs(), 512);

        Assert.Equal(2, Powers(halves));
        Assert.Equal(4, Powers(whole));

        static int Powers(Graph packed) => packed.Ops<PackedMultiply>().Count(static product => product.Node.Name == "layer.1.attention#softmax.power") / 2;
    }

    [Fact]
    public void ALayerTakesEighteenLevels()
    {
        // The first layer has no norm before it and the last one a classifier behind it: 15 + 18 + 4.
        NormalFormEncoder two = new(new EncoderShape(8, 16, 2, 32) { Layers = 2 });
        NormalFormEncoder four = new(new EncoderShape(8, 16, 2, 32) { Layers = 4 });

        Assert.Equal(37, Depth(PackedMeaning.Assert(two.Build(), two.Inputs(), 1024)));
        Assert.Equal(37 + 36, Depth(PackedMeaning.Assert(four.Build(), four.Inputs(), 1024)));

        static int Depth(Graph packed) => DepthAnalysis.Run(packed, new Level(0)).Depth;
    }

    [Theory]
    [InlineData(8, 128, "PSM3002", "two copies of the keys of 8 tokens and 16 features")]  // the hidden state fits, its shifts do not
    [InlineData(8, 64, "PSM3002", "a hidden state of 8 tokens and 16 features")]
    [InlineData(6, 1024, "PSM3015", "6 tokens: attention needs a power of two, 4 or 8")]
    public void WhatCannotBeShiftedIsNamed(int tokens, int slots, string id, string words)
    {
        Module module = new NormalFormEncoder(new EncoderShape(tokens, 16, 2, 16)).Build();

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => LowerToPacked.Run(module, slots));

        Assert.Equal(id, error.Diagnostic.Id);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Two layers over few slots, with one to sixteen chunks.</summary>
    private static Gen<(EncoderShape Shape, int Slots)> Shapes =>
        from tokens in Gen.Int[2, 5]
        from width in Gen.Int[3, 5]
        from heads in Gen.Int[0, 2]
        from spare in Gen.Int[1, 4]
        from wide in Gen.Int[1, spare]
        from lowDegree in Gen.Bool
        from square in Gen.Bool
        select (
            new EncoderShape(1 << tokens, 1 << width, 1 << heads, 1 << (width + wide)) { InverseDegree = lowDegree ? 3 : 9, Power = square ? 2 : 4 },
            1 << (tokens + width + spare));
}
