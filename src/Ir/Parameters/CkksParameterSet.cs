using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>Checked, immutable CKKS parameters. Nothing downstream checks them again.</summary>
public sealed class CkksParameterSet
{
    public const int MinLogN = 10;

    public const int MaxLogN = 17;

    private readonly Scale[] scales;
    private readonly byte[] fingerprint;

    private CkksParameterSet(CkksParametersLiteral literal)
    {
        Literal = literal with { Q = [.. literal.Q], P = [.. literal.P] };
        Certificate = new SecurityCertificate(literal);
        scales = LevelScales.Compute(literal.Q, new Scale(Math.Pow(2, literal.LogDefaultScale)));

        using SHA256 sha = SHA256.Create();
        fingerprint = sha.ComputeHash(Encoding.UTF8.GetBytes(literal.ToText()));
    }

    public CkksParametersLiteral Literal { get; }

    public SecurityCertificate Certificate { get; }

    public int LogN => Literal.LogN;

    /// <summary>Ring degree: coefficients of a polynomial.</summary>
    public int N => 1 << LogN;

    public int SlotCount => N / 2;

    public Level MaxLevel => new(Literal.Q.Count - 1);

    /// <summary>Ciphertext primes q0 … qL.</summary>
    public IReadOnlyList<ulong> Q => Literal.Q;

    /// <summary>Special primes.</summary>
    public IReadOnlyList<ulong> P => Literal.P;

    /// <summary>Primes of a key-switching digit (alpha); the last digit of a level may have fewer.</summary>
    public int DigitSize => P.Count;

    /// <summary>SHA-256 of the literal's text: two files belong together when they carry the same one. 32 bytes.</summary>
    public byte[] Fingerprint => (byte[])fingerprint.Clone();

    /// <summary>The exact scale of every ciphertext at a level.</summary>
    /// <exception cref="ParameterException">The level is below 0 or above <see cref="MaxLevel"/>.</exception>
    public Scale DefaultScale(Level level) =>
        level.Value >= 0 && level <= MaxLevel
            ? scales[level.Value]
            : throw new ParameterException(nameof(level), level.ToString(), $"levels are 0 to {MaxLevel}.");

    /// <summary>Key-switching digits of a ciphertext at a level: groups of <see cref="DigitSize"/> primes.</summary>
    public int DigitCount(Level level) => (level.LimbCount + DigitSize - 1) / DigitSize;

    /// <exception cref="ParameterException">A field is out of range, a number is not a usable prime, or QP is above the security budget.</exception>
    public static CkksParameterSet Create(CkksParametersLiteral literal)
    {
        ParameterChecks.Check(literal);

        return new CkksParameterSet(literal);
    }
}
