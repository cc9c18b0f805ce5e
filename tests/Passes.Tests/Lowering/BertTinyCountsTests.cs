using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>What an encoder of BERT-Tiny's shape costs, so that a change of it is seen. Inverses have degree 3, GELU has degree 7.</summary>
public sealed class BertTinyCountsTests
{
    // A line changes only with a reason: rotations, products and levels are what an encrypted evaluation is made of.
    private const string Expected = """
        layer.0.query                     matrices 1 (128)   rotations   0 products   0 level 37 -> 36
        layer.0.key                       matrices 1 (128)   rotations   0 products   0 level 37 -> 36
        layer.0.key#shift                 matrices -         rotations   9 products   0 level 36 -> 36
        layer.0.value                     matrices 1 (128)   rotations   0 products   0 level 37 -> 34
        layer.0.value#shift               matrices -         rotations   9 products   0 level 34 -> 34
        layer.0.attention#scores          matrices -         rotations  25 products   8 level 36 -> 35
        layer.0.attention#softmax.power   matrices -         rotations   0 products   8 level 35 -> 33
        layer.0.attention#softmax.sum     matrices -         rotations   3 products   0 level 33 -> 33
        layer.0.attention#softmax.inverse matrices -         rotations   0 products   2 level 33 -> 31
        layer.0.attention#values          matrices -         rotations   3 products   4 level 34 -> 32
        layer.0.output                    matrices 2 (192)   rotations   0 products   0 level 32 -> 30
        layer.0.output#product            matrices -         rotations   1 products   2 level 31 -> 30
        layer.0.output#replicate          matrices -         rotations   3 products   0 level 30 -> 30
        layer.0.norm1.sum                 matrices -         rotations   0 products   0 level 30 -> 30
        layer.0.norm1#power               matrices -         rotations   0 products   1 level 30 -> 29
        layer.0.norm1#sum                 matrices -         rotations   7 products   0 level 29 -> 29
        layer.0.norm1#inverse             matrices -         rotations   0 products   2 level 29 -> 27
        layer.0.up                        matrices 1 (128)   rotations   0 products   0 level 30 -> 26
        layer.0.up#product                matrices -         rotations   0 products   1 level 27 -> 26
        layer.0.gelu#activation           matrices -         rotations   0 products   5 level 26 -> 23
        layer.0.norm1#product             matrices -         rotations   0 products   1 level 30 -> 23
        layer.0.down                      matrices 1 (128)   rotations   0 products   0 level 23 -> 22
        layer.0.down#sum                  matrices -         rotations   2 products   0 level 22 -> 22
        layer.0.gamma1                    matrices 1 (32)    rotations   0 products   0 level 23 -> 22
        layer.0.gamma1#sum                matrices -         rotations   2 products   0 level 22 -> 22
        layer.0.norm2.sum                 matrices -         rotations   0 products   0 level 22 -> 22
        layer.0.norm2#power               matrices -         rotations   0 products   1 level 22 -> 21
        layer.0.norm2#sum                 matrices -         rotations   7 products   0 level 21 -> 21
        layer.0.norm2#inverse             matrices -         rotations   0 products   2 level 21 -> 19
        layer.0.norm2#product             matrices -         rotations   0 products   1 level 22 -> 17
        layer.1.query                     matrices 1 (128)   rotations   0 products   0 level 22 -> 18
        layer.1.query#product             matrices -         rotations   0 products   1 level 19 -> 18
        layer.1.key                       matrices 1 (128)   rotations   0 products   0 level 22 -> 18
        layer.1.key#product               matrices -         rotations   0 products   1 level 19 -> 18
        layer.1.key#shift                 matrices -         rotations   9 products   0 level 18 -> 18
        layer.1.value                     matrices 1 (128)   rotations   0 products   0 level 17 -> 16
        layer.1.value#shift               matrices -         rotations   9 products   0 level 16 -> 16
        layer.1.attention#scores          matrices -         rotations  25 products   8 level 18 -> 17
        layer.1.attention#softmax.power   matrices -         rotations   0 products   8 level 17 -> 15
        layer.1.attention#softmax.sum     matrices -         rotations   3 products   0 level 15 -> 15
        layer.1.attention#softmax.inverse matrices -         rotations   0 products   2 level 15 -> 13
        layer.1.attention#values          matrices -         rotations   3 products   4 level 16 -> 14
        layer.1.gamma                     matrices 1 (128)   rotations   0 products   0 level 17 -> 12
        layer.1.output                    matrices 2 (192)   rotations   0 products   0 level 14 -> 12
        layer.1.output#product            matrices -         rotations   1 products   2 level 13 -> 12
        layer.1.output#replicate          matrices -         rotations   3 products   0 level 12 -> 12
        layer.1.norm1.sum                 matrices -         rotations   0 products   0 level 12 -> 12
        layer.1.norm1#power               matrices -         rotations   0 products   1 level 12 -> 11
        layer.1.norm1#sum                 matrices -         rotations   7 products   0 level 11 -> 11
        layer.1.norm1#inverse             matrices -         rotations   0 products   2 level 11 ->  9
        layer.1.up                        matrices 1 (128)   rotations   0 products   0 level 12 ->  8
        layer.1.up#product                matrices -         rotations   0 products   1 level  9 ->  8
        layer.1.gelu#activation           matrices -         rotations   0 products   5 level  8 ->  5
        layer.1.norm1#product             matrices -         rotations   0 products   1 level 12 ->  5
        layer.1.down                      matrices 1 (128)   rotations   0 products   0 level  5 ->  4
        layer.1.down#sum                  matrices -         rotations   2 products   0 level  4 ->  4
        layer.1.gamma1                    matrices 1 (32)    rotations   0 products   0 level  5 ->  4
        layer.1.gamma1#sum                matrices -         rotations   2 products   0 level  4 ->  4
        layer.1.norm2.sum                 matrices -         rotations   0 products   0 level  4 ->  4
        layer.1.norm2#power               matrices -         rotations   0 products   1 level  4 ->  3
        layer.1.norm2#sum                 matrices -         rotations   7 products   0 level  3 ->  3
        layer.1.norm2#inverse             matrices -         rotations   0 products   2 level  3 ->  1
        classifier                        matrices 1 (1)     rotations   0 products   0 level  4 ->  0
        classifier#product                matrices -         rotations   0 products   1 level  1 ->  0
        logits#sum                        matrices -         rotations  12 products   0 level  0 ->  0
        total                             matrices 18 (1857) rotations 154 products  78 level 37 ->  0
        """;

    [Fact]
    public void EveryPartCostsWhatItCostBefore()
    {
        Module packed = LowerToPacked.Run(new NormalFormEncoder(EncoderShape.BertTiny).Build(), 1 << 15);

        Assert.Equal(Expected.ReplaceLineEndings("\n"), LoweringCounts.Of(packed.Find(ModuleKeys.Circuit)!).TrimEnd('\n'));
    }
}
