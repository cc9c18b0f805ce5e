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
/// Address of the hidden state, from the highest bit: within-head features, blocks, heads, wrap, tokens; blocks and wrap hold copies.
/// A product to any layout needs one rotation a feature (see <see cref="Contraction"/>), sums over a head's width repeat themselves
/// over these bits for free, and sums over the keys (in the blocks) do so too because scores are equal along the features above them.
/// The wrap bit repeats the tokens right above themselves: a shift along the tokens then reads on where they start again.
/// </remarks>
internal sealed class LatencyLayouts
{
    private readonly int tokens;
    private readonly int slots;

    /// <param name="slots">Slots of a ciphertext, a power of two.</param>
    /// <param name="shape">Of the hidden state.</param>
    /// <exception cref="LayoutException">The shape does not fit this layout.</exception>
    public LatencyLayouts(int slots, HiddenShape shape)
    {
        (int tokens, int width, int heads, bool shifted) = shape;
        int headWidth = shape.HeadWidth;
        if (!BitOperations.IsPow2(heads) || !BitOperations.IsPow2(headWidth) || PowersOfTwo.BitsFor(heads * headWidth) < PowersOfTwo.BitsFor(width))
        {
            throw LayoutException.NotLaidOut(
                $"{heads} heads of {headWidth} features over a hidden state of {width}: heads and head width must be powers of two here, and together at least as wide; {PowersOfTwo.AtLeast(heads)} heads of {Math.Max(PowersOfTwo.AtLeast(headWidth), PowersOfTwo.AtLeast(width) / PowersOfTwo.AtLeast(heads))} are.");
        }

        this.tokens = tokens;
        this.slots = slots;
        TokenBits = PowersOfTwo.BitsFor(tokens);
        HeadBits = PowersOfTwo.BitsFor(heads);
        TopBits = PowersOfTwo.BitsFor(headWidth);
        WidthBits = PowersOfTwo.BitsFor(width);
        WrapBits = shifted ? 1 : 0;
        BlockBits = PowersOfTwo.BitsFor(slots) - TokenBits - WrapBits - FeatureBits;
        if (BlockBits < 0)
        {
            string what = shifted ? "two copies of the keys" : "a hidden state";
            throw LayoutException.TooLarge(
                $"{what} of {tokens} tokens and {Math.Max(width, heads * headWidth)} features", TokenBits + WrapBits + FeatureBits, slots, Nearest(WrapBits + FeatureBits));
        }
    }

    /// <summary>Sequence length.</summary>
    public int Tokens => tokens;

    /// <summary>Address bits of the within-head features.</summary>
    public int TopBits { get; }

    public int HeadBits { get; }

    /// <summary>Address bits of the features of all heads, at least those of the hidden state.</summary>
    public int FeatureBits => TopBits + HeadBits;

    /// <summary>Address bits that the hidden state's own features need.</summary>
    public int WidthBits { get; }

    /// <summary>Address bits that hold copies in the hidden state and keys in the attention.</summary>
    public int BlockBits { get; }

    /// <summary>1 where keys or values are shifted by the server, 0 otherwise.</summary>
    public int WrapBits { get; }

    public int TokenBits { get; }

    private int FreeBits => BlockBits + WrapBits;

    /// <summary>Address bits that a layer takes beyond those of the hidden state.</summary>
    public int ExtraBits(int features) => Math.Max(0, PowersOfTwo.BitsFor(features) - FeatureBits);

    /// <summary>A tensor [tokens, features], repeated along the free bits; a wider layer has all its features on top.</summary>
    /// <param name="features">Features; padded to a power of two, at least the hidden width.</param>
    /// <exception cref="LayoutException">The features do not fit.</exception>
    public Layout Hidden(int features, string name = "f") => ExtraBits(features) == 0
        ? InBlocks(features, name, Copies(BlockBits), Copies(WrapBits))
        : Raised(features, name, 0);

    /// <summary>A tensor [tokens, features] below <paramref name="copies"/> free bits: where sums over the highest bits end.</summary>
    /// <exception cref="LayoutException">The features do not fit.</exception>
    public Layout Raised(int features, string name, int copies)
    {
        int extra = ExtraBits(features);
        if (extra + copies > FreeBits)
        {
            throw LayoutException.TooLarge(
                $"a layer of {tokens} tokens and {features} features", TokenBits + FeatureBits + extra + copies, slots, Nearest(FeatureBits + extra + copies));
        }

        return Layout.Stack(
            [TokensAs("t"), Features(features, name)],
            [.. Copies(copies), .. Run(name, 0, FeatureBits + extra), .. Copies(FreeBits - extra - copies), .. Run("t", 0, TokenBits)]);
    }

    /// <summary>A tensor [tokens, features] where blocks and wrap mean what the caller says.</summary>
    public Layout InBlocks(int features, string name, IEnumerable<LayoutAxis> blocks, IEnumerable<LayoutAxis> wrap, string tokensName = "t") => Layout.Stack(
        [TokensAs(tokensName), Features(features, name)],
        [.. Run(name, 0, TopBits), .. blocks, .. Run(name, TopBits, HeadBits), .. wrap, .. Run(tokensName, 0, TokenBits)]);

    public LayoutDimension TokensAs(string name) => new(name, 1 << TokenBits, tokens);

    /// <summary>What would fit these slots where everything but the tokens takes so many address bits.</summary>
    internal string Nearest(int otherBits) => PowersOfTwo.BitsFor(slots) < otherBits
        ? "not even one token fits at these widths"
        : $"at these widths at most {slots >> otherBits} tokens fit";

    internal static IEnumerable<LayoutAxis> Copies(int count) => Enumerable.Repeat(LayoutAxis.Copies(2), count);

    internal static IEnumerable<LayoutAxis> Zeros(int count) => Enumerable.Repeat(LayoutAxis.Zeros(2), count);

    internal static IEnumerable<LayoutAxis> Run(string dimension, int low, int count) =>
        Enumerable.Range(low, count).Reverse().Select(bit => LayoutAxis.Of(dimension, 2, 1 << bit));

    private LayoutDimension Features(int features, string name) => new(name, 1 << Math.Max(PowersOfTwo.BitsFor(features), FeatureBits), features);
}
