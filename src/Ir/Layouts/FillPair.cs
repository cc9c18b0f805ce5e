using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>What two factors hold where their product holds no element; null: an element, or nothing in particular.</summary>
internal readonly record struct FillPair(SlotFill? Left, SlotFill? Right)
{
    private bool LeftAlone => Left == SlotFill.Zero && Right == SlotFill.Unused;

    private bool RightAlone => Right == SlotFill.Zero && Left == SlotFill.Unused;

    /// <summary>What the products hold.</summary>
    /// <remarks>
    /// Zero where a factor is. Where zeros of the left factor meet unused slots of the right one at one place and the other way around at another, a
    /// slot of both places may be unused in both factors: then the zeros of the right factor alone do not count.
    /// </remarks>
    public static SlotFill[] Resolve(IReadOnlyList<FillPair> pairs)
    {
        bool crossed = pairs.Any(static pair => pair.LeftAlone) && pairs.Any(static pair => pair.RightAlone);
        return pairs.Select(pair => pair.Fill(crossed)).ToArray();
    }

    private SlotFill Fill(bool crossed)
    {
        bool isZero = Left == SlotFill.Zero || (Right == SlotFill.Zero && !(crossed && RightAlone));
        return isZero ? SlotFill.Zero : SlotFill.Unused;
    }
}
