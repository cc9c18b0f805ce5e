namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>A prime of the ring, and its position in the group of primes that are worked on together.</summary>
internal readonly record struct GroupPrime(int Index, int Position);
