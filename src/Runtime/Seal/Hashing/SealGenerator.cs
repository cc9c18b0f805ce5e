namespace PowerSoftmax.Runtime.Seal;

/// <summary>The function by which SEAL expands a seed; the numbers are part of its format.</summary>
public enum SealGenerator : byte
{
    Blake2Xb = 1,

    /// <summary>Needs an operating system whose cryptography library has SHAKE256.</summary>
    Shake256 = 2,
}
