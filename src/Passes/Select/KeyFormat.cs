namespace PowerSoftmax.Passes.Select;

/// <summary>The evaluation keys a circuit is compiled for: whose library makes them.</summary>
public enum KeyFormat
{
    /// <summary>Several special primes, digits of as many primes; each key is cut to the level of its use. This library's clients.</summary>
    Hybrid,

    /// <summary>One special prime behind the others, digits of one prime, every key modulo the whole QP. Microsoft SEAL's clients.</summary>
    Seal,
}
