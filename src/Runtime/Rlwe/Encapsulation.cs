namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Sides of sparse-secret encapsulation: a bootstrap raises the modulus under an ephemeral sparse secret.</summary>
/// <remarks>Bossuat, Troncoso-Pastoriza, Hubaux, eprint 2022/024.</remarks>
public enum Encapsulation
{
    /// <summary>Any other key.</summary>
    None,

    /// <summary>From the main secret to the ephemeral one, modulo q0 and one special prime: a sparse secret bears no larger modulus.</summary>
    ToEphemeral,

    /// <summary>From the ephemeral secret back to the main one, modulo the raised chain and one special prime.</summary>
    FromEphemeral,
}
