namespace PowerSoftmax.Training.Digits;

/// <summary>Images of 8 x 8 pixels in [0, 1], row by row, and the digits they show.</summary>
/// <param name="Pixels"><see cref="PixelCount"/> values an image.</param>
/// <param name="Labels">0 to 9, one an image.</param>
internal sealed record DigitSet(float[] Pixels, long[] Labels)
{
    public const int PixelCount = 64;
    public const int Classes = 10;

    public int Count => Labels.Length;

    public ReadOnlySpan<float> Image(int row) => Pixels.AsSpan(row * PixelCount, PixelCount);

    /// <summary>The images at these rows, in this order.</summary>
    public DigitSet Select(int[] rows) => new(
        [.. rows.SelectMany(row => Image(row).ToArray())],
        [.. rows.Select(row => Labels[row])]);
}
