namespace PowerSoftmax.Passes.Attempts;

/// <summary>How a circuit comes to the levels it needs.</summary>
internal enum AttemptMode
{
    /// <summary>The modulus chain holds all of them.</summary>
    Leveled,

    /// <summary>Some values are bootstrapped.</summary>
    Bootstrapped,
}
