using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PowerSoftmax.Ir.Bootstrapping;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>Checked, immutable CKKS parameters. Nothing downstream checks them again.</summary>
public sealed class CkksParameterSet
{
    public const int MinLogN = 10;

    public const int MaxLogN = 17;

    private readonly Scale[] scales;
    private readonly byte[] fingerprint;

    private CkksParameterSet(CkksParametersLiteral literal, DigitPartition digits)
    {
        Literal = literal with { Q = [.. literal.Q], P = [.. literal.P] };
        Certificate = new SecurityCertificate(literal);
        Digits = digits;
        TopLevel = new Level(literal.Q.Count - 1 - (literal.Bootstrapping?.LevelsAboveTarget ?? 0));
        scales = [
            .. LevelScales.Compute([.. literal.Q.Take(TopLevel.LimbCount)], new Scale(Math.Pow(2, literal.LogDefaultScale))),
            .. Enumerable.Repeat(new Scale(Math.Pow(2, literal.Bootstrapping?.LogScale ?? 0)), literal.Q.Count - TopLevel.LimbCount)];

        using SHA256 sha = SHA256.Create();
        fingerprint = sha.ComputeHash(Encoding.UTF8.GetBytes(literal.ToText()));
    }

    public CkksParametersLiteral Literal { get; }

    public SecurityCertificate Certificate { get; }

    public int LogN => Literal.LogN;

    /// <summary>Ring degree: coefficients of a polynomial.</summary>
    public int N => 1 << LogN;

    public int SlotCount => N / 2;

    /// <summary>Highest level there is. Circuits reach <see cref="TopLevel"/> only.</summary>
    public Level MaxLevel => new(Literal.Q.Count - 1);

    /// <summary>Highest level for circuits: the levels above are used inside bootstraps only.</summary>
    public Level TopLevel { get; }

    /// <summary>What of the chain is for bootstrapping; null when nothing is.</summary>
    public BootstrappingLiteral? Bootstrapping => Literal.Bootstrapping;

    /// <summary>Ciphertext primes q0 … qL.</summary>
    public IReadOnlyList<ulong> Q => Literal.Q;

    /// <summary>Special primes.</summary>
    public IReadOnlyList<ulong> P => Literal.P;

    /// <summary>Most primes of a key-switching digit (alpha); the last digit of a level may have fewer.</summary>
    public int DigitSize => P.Count;

    /// <summary>Which primes form a digit.</summary>
    public DigitPartition Digits { get; }

    /// <summary>SHA-256 of the literal's text: two files belong together when they carry the same one. 32 bytes.</summary>
    public byte[] Fingerprint => (byte[])fingerprint.Clone();

    /// <summary>The exact scale of every ciphertext at a level.</summary>
    /// <exception cref="ParameterException">The level is below 0 or above <see cref="MaxLevel"/>.</exception>
    public Scale DefaultScale(Level level) =>
        level.Value >= 0 && level <= MaxLevel
            ? scales[level.Value]
            : throw new ParameterException(nameof(level), level.ToString(), $"levels are 0 to {MaxLevel}.");

    /// <summary>Key-switching digits of a ciphertext at a level.</summary>
    public int DigitCount(Level level) => Digits.CountAt(level);

    /// <exception cref="ParameterException">A field is out of range, a number is not a usable prime, or QP is above the security budget.</exception>
    public static CkksParameterSet Create(CkksParametersLiteral literal)
    {
        ParameterChecks.Check(literal);

        return new CkksParameterSet(literal, DigitPartition.Even(literal.Q.Count, literal.P.Count));
    }

    /// <summary>The set for bootstraps to a lower level: without the primes between it and the reserved ones, with the same digits.</summary>
    /// <param name="target">Highest level for circuits that stays, at least that of a bootstrap's operand.</param>
    /// <exception cref="ParameterException">This set does not bootstrap, or the level is out of range.</exception>
    public CkksParameterSet WithTopLevel(Level target)
    {
        int lowest = Bootstrapping?.SlotsToCoefficientsLevels ?? throw new ParameterException(nameof(Bootstrapping), "absent", "this set does not bootstrap.");

        if (target.Value < lowest || target > TopLevel)
        {
            throw new ParameterException(nameof(target), target.ToString(), $"bootstraps reach levels {lowest} to {TopLevel}.");
        }

        int dropped = TopLevel.Value - target.Value;
        CkksParametersLiteral shorter = Literal with { Q = [.. Q.Take(target.LimbCount), .. Q.Skip(TopLevel.LimbCount)] };

        return dropped == 0 ? this : new CkksParameterSet(shorter, Digits.Without(target.LimbCount, dropped));
    }
}
