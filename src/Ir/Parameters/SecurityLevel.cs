namespace PowerSoftmax.Ir.Parameters;

/// <summary>The security a parameter set claims; checked against <see cref="SecurityTable"/> and <see cref="EphemeralTable"/>.</summary>
public enum SecurityLevel
{
    /// <summary>128 bits against classical attacks.</summary>
    Bits128,

    /// <summary>192 bits against classical attacks.</summary>
    Bits192,

    /// <summary>128 bits by the older table that Microsoft SEAL enforces; only for parameter sets that come from SEAL.</summary>
    SealBits128,

    /// <summary>No claim at all: small rings for tests only. Everything made from such a set reports INSECURE.</summary>
    InsecureTest,
}
