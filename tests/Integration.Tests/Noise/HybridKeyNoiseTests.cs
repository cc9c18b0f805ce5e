namespace PowerSoftmax.Integration.Tests.Noise;

/// <summary>With hybrid keys: two special primes, digits of two primes.</summary>
public sealed class HybridKeyNoiseTests() : NoisePredictionTests(specialPrimes: 2);
