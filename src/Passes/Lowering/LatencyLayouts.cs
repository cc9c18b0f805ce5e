using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>
/// The layouts of the latency aim: features on top of the address, so that sums over features are cyclic; then free bits for
/// copies, wider layers or keys; then heads; tokens at the bottom.
/// </summary>
/// <remarks>
/// Address, from the highest bit: within-head feature bits, free bits, head bits, token bits. With features on top a product
/// d -> d needs d diagonals (times 2 - 1/heads) without wrap masks, sums over a head's width repeat themselves over these bits
/// for free, and sums over the keys (in the free bits) do so too because scores are equal along the features above them.
/// </remarks>
internal sealed class LatencyLayouts
{
    private readonly int topBits;
    private readonly int freeBits;
    private readonly int headBits;
    private readonly int tokenBits;
    private readonly int tokens;
    private readonly int slots;

    /// <param name="slots">Slots of a ciphertext, a power of two.</param>
    /// <param name="tokens">Sequence length.</param>
    /// <param name="width">Features of the hidden state.</param>
    /// <param name="heads">Attention heads; 1 without attention.</param>
    /// <exception cref="DiagnosticException">The shape does not fit this layout.</exception>
    public LatencyLayouts(int slots, int tokens, int width, int heads)
    {
        if (width % heads != 0 || !BitOperations.IsPow2(heads) || !BitOperations.IsPow2(Math.Max(1, width / heads)))
        {
            throw new DiagnosticException(
                DiagnosticKinds.NotPolynomial, "attention", "layout", $"{heads} heads over {width} features: heads and head width must be powers of two in this version.");
        }

        this.tokens = tokens;
        this.slots = slots;
        tokenBits = Bits(tokens);
        headBits = Bits(heads);
        topBits = Bits(width / heads);
        freeBits = Bits(slots) - tokenBits - headBits - topBits;
        if (freeBits < 0)
        {
            throw new DiagnosticException(
                DiagnosticKinds.LayoutTooLarge, "circuit", $"a hidden state of {tokens} tokens and {width} features", 1 << (tokenBits + headBits + topBits), slots);
        }
    }

    /// <summary>Address bits that are free in the hidden state's layout.</summary>
    public int FreeBits => freeBits;

    public int TokenBits => tokenBits;

    public int HeadBits => headBits;

    /// <summary>Address positions of the free bits, ascending.</summary>
    public IEnumerable<int> FreePositions => Enumerable.Range(tokenBits + headBits, freeBits);

    /// <summary>Address positions of the within-head features, ascending.</summary>
    public IEnumerable<int> TopPositions => Enumerable.Range(tokenBits + headBits + freeBits, topBits);

    /// <summary>A tensor [tokens, features]: repeated along free bits, wider layers use free bits for their additional features.</summary>
    /// <param name="features">Features; padded to a power of two, at least the hidden width.</param>
    /// <exception cref="DiagnosticException">The features do not fit.</exception>
    public Layout Hidden(int features, string name = "f") => Layout.Of(
        [Tokens("t"), Features(name, features)],
        [.. Run(name, 0, topBits), .. Extra(name, features), .. Run(name, topBits, headBits), .. Run("t", 0, tokenBits)]);

    /// <summary>Keys or values: block b of the free bits holds them shifted by b tokens.</summary>
    /// <exception cref="DiagnosticException">The free bits cannot hold a copy for each token.</exception>
    public Layout Skewed(int features, string name)
    {
        CheckSkew();
        return Layout.Of(
            [Tokens("t"), Features(name, features)], InBlocks(name, "t"));
    }

    /// <summary>Terms of the scores before the sum over the head's width, the dimension <c>e</c>.</summary>
    public Layout ScoreTerms()
    {
        Layout scores = Scores();
        Layout widened = topBits == 0 ? scores : Layout.Of(scores.Dimensions.Append(new LayoutDimension("e", 1 << topBits)), scores.Bits);
        return TopPositions.Select(static (position, bit) => (position, bit))
            .Aggregate(widened, static (layout, item) => layout.WithBit(item.position, AddressBit.Of("e", item.bit)));
    }

    /// <summary>Terms of the attention's result before the sum over the keys, the dimension <c>j</c>.</summary>
    public Layout ValueTerms(int features, string name) => Layout.Of(
        [Tokens("t"), Features(name, features), Tokens("j")], InBlocks(name, "j"));

    /// <summary>Scores [heads, queries, keys] in diagonal order: block b, token i holds the score of i with key i + b.</summary>
    public Layout Scores()
    {
        CheckSkew();
        IEnumerable<AddressBit> diagonal = Enumerable.Range(0, tokenBits).Reverse().Select(static bit => AddressBit.Of(bit, "i", "j"));
        return Layout.Of(
            [.. Heads(), Tokens("i"), Tokens("j")],
            [.. Enumerable.Repeat(AddressBit.Replicate, topBits), .. Copies(), .. Run("j", 0, tokenBits), .. Run("h", 0, headBits), .. diagonal]);
    }

    /// <summary>Address positions of the key bits in <see cref="Scores"/> and <see cref="Skewed"/>, ascending.</summary>
    public IEnumerable<int> KeyPositions => Enumerable.Range(tokenBits + headBits, tokenBits);

    internal static int Bits(int size) => BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)size));

    private static IEnumerable<AddressBit> Run(string dimension, int low, int count) =>
        Enumerable.Range(low, count).Reverse().Select(bit => AddressBit.Of(dimension, bit));

    private IEnumerable<LayoutDimension> Heads() => headBits == 0 ? [] : [new LayoutDimension("h", 1 << headBits)];

    private LayoutDimension Tokens(string name) => new(name, 1 << tokenBits, tokens);

    private LayoutDimension Features(string name, int features) => new(name, 1 << Math.Max(Bits(features), topBits + headBits), features);

    private IEnumerable<AddressBit> Copies() => Enumerable.Repeat(AddressBit.Replicate, freeBits - tokenBits);

    /// <summary>Address bits of features by token, where the blocks of the free bits add to a dimension.</summary>
    private IEnumerable<AddressBit> InBlocks(string features, string blocks) =>
        [.. Run(features, 0, topBits), .. Copies(), .. Run(blocks, 0, tokenBits), .. Run(features, topBits, headBits), .. Run("t", 0, tokenBits)];

    private IEnumerable<AddressBit> Extra(string name, int features)
    {
        int extra = Math.Max(0, Bits(features) - topBits - headBits);
        if (extra > freeBits)
        {
            throw new DiagnosticException(
                DiagnosticKinds.LayoutTooLarge, "circuit", $"a layer of {tokens} tokens and {features} features", 1 << (tokenBits + Bits(features)), slots);
        }

        return [.. Run(name, topBits + headBits, extra), .. Enumerable.Repeat(AddressBit.Replicate, freeBits - extra)];
    }

    private void CheckSkew()
    {
        if (tokens != 1 << tokenBits)
        {
            throw new DiagnosticException(DiagnosticKinds.NotPolynomial, "attention", "layout", $"{tokens} tokens: attention needs a power of two; pad the sequence.");
        }

        if (freeBits < tokenBits)
        {
            throw new DiagnosticException(
                DiagnosticKinds.LayoutTooLarge, "attention", $"the scores of {tokens} x {tokens} tokens with all features", 1 << ((2 * tokenBits) + headBits + topBits), slots);
        }
    }
}
