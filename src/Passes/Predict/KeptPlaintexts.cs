namespace PowerSoftmax.Passes.Predict;

/// <summary>Plaintexts of a server between evaluations.</summary>
/// <param name="Bytes">Matrices of bootstraps, the encoded weights that the usual cache holds, and the diagonals they are encoded from.</param>
/// <param name="ShareEncodedAgain">Share of the encoded weights that it does not hold: 0 to 1.</param>
public readonly record struct KeptPlaintexts(long Bytes, double ShareEncodedAgain);
