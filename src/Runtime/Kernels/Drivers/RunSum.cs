namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>One sum of products with runs, for both polynomials of a ciphertext.</summary>
/// <param name="FirstTerm">Where its products begin in the list of all.</param>
/// <param name="TermCount">How many there are, at least one.</param>
/// <param name="First">Receives the sum of the first limbs.</param>
/// <param name="Second">Receives the sum of the second limbs.</param>
/// <param name="Accumulate">Whether it is added to what they hold, balanced.</param>
internal readonly record struct RunSum(int FirstTerm, int TermCount, Residues First, Residues Second, bool Accumulate);
