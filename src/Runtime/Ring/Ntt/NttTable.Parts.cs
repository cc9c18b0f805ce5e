using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Ring;

/// <content>
/// The transform in its two halves, for callers that do other work between or around them while the data is in cache. A
/// polynomial in coefficient form is then kept as strips of 32 columns, one behind the other, instead of as rows of 256.
/// </content>
public sealed unsafe partial class NttTable
{
    /// <summary>Rows of 256 residues in a polynomial.</summary>
    internal int RowCount => forward.Constants.Rows;

    /// <summary>Residues in a strip.</summary>
    internal int StripLength => forward.Constants.StripLength;

    /// <summary>First half of <see cref="Forward"/> for one strip, in place.</summary>
    /// <param name="strip">Balanced in, up to 8 p in magnitude out.</param>
    internal void ForwardStrip(Residues strip)
    {
        KernelArguments.RequireLength(strip.Length, StripLength);
        NttDriver.ForwardStrip(lanes, strip.Pointer, forward.Constants);
        GC.KeepAlive(forward);
    }

    /// <summary>Second half of <see cref="Forward"/> for some rows of a polynomial whose strips are all done.</summary>
    /// <param name="strips">The polynomial.</param>
    /// <param name="destination">Receives those rows and nothing else, balanced. No aliasing.</param>
    /// <param name="rows">Which rows.</param>
    internal void ForwardRows(Residues strips, Residues destination, RowRange rows)
    {
        KernelArguments.RequireLength(strips.Length, Degree);
        KernelArguments.RequireLength(destination.Length, (rows.End - rows.First) * NttConstants.RowLength);
        NttDriver.ForwardRows(lanes, strips.Pointer, destination.Pointer, rows, forward.Constants);
        GC.KeepAlive(forward);
    }

    /// <summary>NTT form to the strips of coefficient form, times a constant.</summary>
    /// <param name="x">N balanced residues.</param>
    /// <param name="strips">Receives N balanced residues, strip by strip. No aliasing.</param>
    /// <param name="constant">A balanced residue.</param>
    internal void InverseToStrips(Residues x, Residues strips, double constant)
    {
        KernelArguments.RequireLength(x.Length, Degree);
        KernelArguments.RequireLength(strips.Length, Degree);
        NttDriver.InverseToStrips(lanes, x.Pointer, strips.Pointer, inverse.Constants, LastConstant(constant));
        GC.KeepAlive(inverse);
    }
}
