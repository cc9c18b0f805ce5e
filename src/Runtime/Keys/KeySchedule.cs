namespace PowerSoftmax.Runtime.Keys;

/// <summary>What lending keys by plan comes to.</summary>
/// <param name="Loads">Keys read from disk, repeated ones included.</param>
/// <param name="PeakBytes">Most memory that keys take at one time.</param>
public readonly record struct KeySchedule(int Loads, long PeakBytes);
