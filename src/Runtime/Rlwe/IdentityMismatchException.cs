namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Two things that do not belong together: of different circuits, or of different keys. The message names both and says what to do.</summary>
public sealed class IdentityMismatchException(string message) : Exception(message);
