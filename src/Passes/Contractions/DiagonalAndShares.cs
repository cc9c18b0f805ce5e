using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>A square matrix W with y_j = Diagonal_j x_j + sum over i of Shares_i x_i.</summary>
/// <param name="Diagonal">What each feature has for itself.</param>
/// <param name="Shares">What each adds to all.</param>
internal sealed record DiagonalAndShares(double[] Diagonal, double[] Shares)
{
    /// <summary>Whether anything is added to all.</summary>
    public bool HasShares => Shares.Any(static share => share != 0);

    /// <summary>Null where the matrix is not of that form, exactly, or is too small to have another one.</summary>
    /// <param name="matrix">Rows x columns.</param>
    public static DiagonalAndShares? Of(Tensor matrix)
    {
        int width = matrix.Shape[0];
        if (width < 3 || matrix.Shape[1] != width)
        {
            return null;
        }

        double[] diagonal = new double[width], shares = new double[width];
        for (int row = 0; row < width; row++)
        {
            ReadOnlySpan<double> values = matrix.Values.AsSpan(row * width, width);
            double share = values[row == 0 ? 1 : 0];
            if (values[..row].ContainsAnyExcept(share) || values[(row + 1)..].ContainsAnyExcept(share))
            {
                return null;
            }

            (diagonal[row], shares[row]) = (values[row] - share, share);
        }

        return new DiagonalAndShares(diagonal, shares);
    }
}
