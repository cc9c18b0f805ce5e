using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>A key that has room in memory.</summary>
internal sealed class ResidentKey
{
    /// <summary>Null while it is loaded.</summary>
    public EvaluationKey? Key { get; set; }

    /// <summary>Leases that have not come back, that of the loading thread included.</summary>
    public int Leases { get; set; }
}
