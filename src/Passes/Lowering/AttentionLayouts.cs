using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Layouts;
using static PowerSoftmax.Passes.Lowering.LatencyLayouts;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>The layouts of attention: block k of a chunk's keys holds them shifted by k tokens, counted from the chunk's first shift.</summary>
/// <remarks>
/// Query i meets key i + k + (first shift) in block k, so that after all chunks it has met every key once. There are as many shifts in a
/// chunk as blocks, at most as many as tokens; further block bits stay copies. Where the server shifts, a chunk takes one half along the
/// wrap bit: queries are zero in the other one. Two chunks share a ciphertext where they are paired.
/// </remarks>
internal sealed class AttentionLayouts
{
    private readonly LatencyLayouts layouts;
    private readonly int shiftBits;

    /// <param name="layouts">Those of the hidden state.</param>
    /// <param name="pair">Whether two chunks may share a ciphertext.</param>
    /// <exception cref="LayoutException">The tokens are not a power of two.</exception>
    public AttentionLayouts(LatencyLayouts layouts, bool pair)
    {
        if (!BitOperations.IsPow2(layouts.Tokens))
        {
            int above = PowersOfTwo.AtLeast(layouts.Tokens);
            throw LayoutException.NotLaidOut($"{layouts.Tokens} tokens: attention needs a power of two, {above / 2} or {above}; export the model for so many.");
        }

        this.layouts = layouts;
        shiftBits = Math.Min(layouts.BlockBits, layouts.TokenBits);
        IsPaired = pair && Chunks > 1;
    }

    /// <summary>Whether every other chunk lies in the upper half along the wrap bit, beside the one before it.</summary>
    public bool IsPaired { get; }

    /// <summary>Slots from the lower half along the wrap bit to the upper one: those of the tokens.</summary>
    public int HalfSize => 1 << layouts.TokenBits;

    /// <summary>Shifts of keys against queries that one chunk holds.</summary>
    public int ShiftsPerChunk => 1 << shiftBits;

    /// <summary>Parts of the keys, each with shifts of its own.</summary>
    public int Chunks => layouts.Tokens >> shiftBits;

    /// <summary>Slots from one block to the next.</summary>
    public int BlockSize => 1 << BlockPosition;

    /// <summary>Address positions of the blocks of a chunk, ascending.</summary>
    public IEnumerable<int> ShiftPositions => Enumerable.Range(BlockPosition, shiftBits);

    /// <summary>Address positions over which the keys of one ciphertext lie.</summary>
    public IEnumerable<int> KeyPositions => IsPaired ? ShiftPositions.Prepend(layouts.TokenBits) : ShiftPositions;

    /// <summary>Address positions of the within-head features, ascending.</summary>
    public IEnumerable<int> TopPositions => Enumerable.Range(BlockPosition + layouts.BlockBits, layouts.TopBits);

    private int BlockPosition => layouts.TokenBits + layouts.WrapBits + layouts.HeadBits;

    private bool IsShifted => layouts.WrapBits > 0;

    private IEnumerable<LayoutAxis> OuterCopies => Copies(layouts.BlockBits - shiftBits);

    private int KeyBits => shiftBits + (IsPaired ? 1 : 0);

    private IEnumerable<LayoutAxis> LowerHalf => Zeros(layouts.WrapBits);

    private IEnumerable<LayoutAxis> Halves => IsPaired ? [LayoutAxis.Of("k", 2, 1 << shiftBits)] : LowerHalf;

    /// <summary>Queries: copies in all blocks, zero above the wrap.</summary>
    public Layout Queries(int features, string name) =>
        layouts.InBlocks(features, name, Copies(layouts.BlockBits), IsShifted ? LowerHalf : []);

    /// <summary>Keys or values before they are shifted: in the first block only.</summary>
    public Layout Unshifted(int features, string name) =>
        layouts.InBlocks(features, name, [.. OuterCopies, .. Zeros(shiftBits)], Copies(layouts.WrapBits));

    /// <summary>Keys or values of one chunk, as far as its half along the wrap goes; the dimension <c>j</c> counts from the chunk's first shift.</summary>
    public Layout Shifted(int features, string name) =>
        layouts.InBlocks(features, name, [.. OuterCopies, .. Run("j", 0, shiftBits)], Enumerable.Repeat(LayoutAxis.Unused(2), layouts.WrapBits), "j");

    /// <summary>Keys or values with every shift, as the client packs them.</summary>
    public Layout Packed(int features, string name) =>
        layouts.InBlocks(features, name, [.. OuterCopies, .. Run("t", 0, shiftBits)], Copies(layouts.WrapBits));

    /// <summary>A number for each half along the wrap bit: which of them to keep.</summary>
    public Layout HalfNumbers() => Layout.Stack(
        [new LayoutDimension("u", 2)],
        [.. Copies(layouts.TopBits + layouts.BlockBits + layouts.HeadBits), LayoutAxis.Of("u", 2), .. Copies(layouts.TokenBits)]);

    /// <summary>Terms [heads, queries, shifts] of the scores before the sum over the head's width, the dimension <c>e</c>.</summary>
    public Layout ScoreTerms() => Layout.Stack(
        [.. Dimension("h", layouts.HeadBits), layouts.TokensAs("i"), .. Dimension("k", KeyBits), .. Dimension("e", layouts.TopBits)],
        [.. Run("e", 0, layouts.TopBits), .. OuterCopies, .. Run("k", 0, shiftBits), .. Run("h", 0, layouts.HeadBits), .. Halves, .. Run("i", 0, layouts.TokenBits)]);

    /// <summary>A number for every query, in the lower half along the wrap: what is added to the sums of powers.</summary>
    public Layout QueryNumbers() => Layout.Stack(
        [layouts.TokensAs("i")],
        [.. Copies(layouts.TopBits + layouts.BlockBits + layouts.HeadBits), .. LowerHalf, .. Run("i", 0, layouts.TokenBits)]);

    /// <summary>Terms of the attention's result before the sum over the keys of a ciphertext, the dimension <c>k</c>, and over ciphertexts.</summary>
    public Layout ValueTerms(int features, string name)
    {
        Layout result = layouts.InBlocks(features, name, Copies(layouts.BlockBits), LowerHalf);
        Layout terms = new(result.Dimensions.Concat(Dimension("k", KeyBits)), result.Axes, result.SlotCount);
        IEnumerable<int> positions = IsPaired ? ShiftPositions.Append(layouts.TokenBits) : ShiftPositions;
        return positions.Select(static (position, bit) => (position, bit))
            .Aggregate(terms, static (layout, item) => layout.WithBit(item.position, LayoutAxis.Of("k", 2, 1 << item.bit)));
    }

    private static IEnumerable<LayoutDimension> Dimension(string name, int bits) => bits == 0 ? [] : [new LayoutDimension(name, 1 << bits)];
}
