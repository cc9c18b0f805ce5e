using System.Collections.Generic;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>One diagonal of a linear map: what the rotated ciphertext of the operand is multiplied with on its way to a ciphertext of the result.</summary>
/// <param name="Rotation">To the left, 0 … slots - 1.</param>
/// <param name="Input">Ciphertext of the operand.</param>
/// <param name="Output">Ciphertext of the result.</param>
/// <param name="Entries">Of one period; slots that are not named hold zero.</param>
public sealed record MapDiagonal(int Rotation, int Input, int Output, IReadOnlyList<DiagonalEntry> Entries)
{
    public DiagonalPlace Place => new(Rotation, Input, Output);
}
