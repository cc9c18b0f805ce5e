using System.Collections.Generic;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Chooses among equal copies of an operand's slots so that a matrix product needs as few rotations as it has rows.</summary>
/// <remarks>
/// Of all copies the one is read whose rotation has zeros at the address bits along which the operand is repeated. Rotations then
/// differ in the other bits only, and a carry out of the lower bits changes the copy instead of the rotation. This holds for any
/// place of these bits, so that a product may bring its result to other address bits at no cost.
/// </remarks>
internal sealed class CopyChoice
{
    private readonly List<Segment> segments = new();

    /// <param name="bits">Number of address bits.</param>
    /// <param name="copies">Mask of the address bits along which the operand is repeated.</param>
    public CopyChoice(int bits, int copies)
    {
        for (int low = 0; low < bits;)
        {
            bool repeated = IsSet(copies, low);
            int width = 1;
            while (low + width < bits && IsSet(copies, low + width) == repeated)
            {
                width++;
            }

            segments.Add(new Segment(low, (1 << width) - 1, repeated));
            low += width;
        }
    }

    /// <summary>The rotation to the left that brings one of the copies to a slot.</summary>
    /// <param name="slot">The result slot.</param>
    /// <param name="source">The operand slot; its bits along the copies are not looked at.</param>
    public int Rotation(int slot, int source)
    {
        int rotation = 0;
        int carry = 0;
        foreach (Segment segment in segments)
        {
            int at = (slot >> segment.Low) & segment.Mask;
            if (segment.Repeated)
            {
                carry = at == segment.Mask ? carry : 0;
                continue;
            }

            int difference = ((source >> segment.Low) & segment.Mask) - at - carry;
            carry = difference < 0 ? 1 : 0;
            rotation |= (difference & segment.Mask) << segment.Low;
        }

        return rotation;
    }

    /// <summary>
    /// The copies among which a slot's own place changes no rotation: those no carry comes into, and those above which nothing but copies lies.
    /// </summary>
    /// <param name="fixedBits">Address bits whose value is the same in slot and source; they make no carry.</param>
    public int Indifferent(int fixedBits)
    {
        int mask = 0;
        bool carries = false;
        for (int i = 0; i < segments.Count; i++)
        {
            int own = segments[i].Mask << segments[i].Low;
            if (segments[i].Repeated)
            {
                mask |= !carries || i == segments.Count - 1 ? own : 0;
            }

            carries |= !segments[i].Repeated && (own & ~fixedBits) != 0;
        }

        return mask;
    }

    private static bool IsSet(int mask, int position) => ((mask >> position) & 1) != 0;

    private readonly record struct Segment(int Low, int Mask, bool Repeated);
}
