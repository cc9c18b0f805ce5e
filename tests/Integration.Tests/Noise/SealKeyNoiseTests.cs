namespace PowerSoftmax.Integration.Tests.Noise;

/// <summary>With keys of SEAL's form: one special prime, digits of one prime.</summary>
public sealed class SealKeyNoiseTests() : NoisePredictionTests(specialPrimes: 1);
