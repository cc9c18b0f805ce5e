using System.Globalization;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The exponent g of an automorphism X → X^g: odd, below 2N. 3^k rotates slots left by k, 2N - 1 conjugates.</summary>
public readonly record struct GaloisElement(uint Value) : IComparable<GaloisElement>
{
    /// <summary>Left rotation by <paramref name="steps"/> slots, taken modulo N/2; negative steps rotate right.</summary>
    public static GaloisElement ForRotation(int steps, int logN)
    {
        uint slots = 1U << (logN - 1);
        uint mask = (2U << logN) - 1;
        uint element = 1;
        uint power = 3;

        for (uint exponent = (uint)steps & (slots - 1); exponent != 0; exponent >>= 1)
        {
            element = (exponent & 1) != 0 ? (element * power) & mask : element;
            power = (power * power) & mask;
        }

        return new GaloisElement(element);
    }

    public static GaloisElement ForConjugation(int logN) => new((2U << logN) - 1);

    /// <summary>The element of the inverse automorphism.</summary>
    public GaloisElement Inverse(int logN)
    {
        // Newton's iteration doubles the correct bits: g itself is its inverse modulo 8.
        uint inverse = Value;

        for (int bits = 3; bits <= logN; bits *= 2)
        {
            inverse *= 2 - (Value * inverse);
        }

        return new GaloisElement(inverse & ((2U << logN) - 1));
    }

    /// <summary>Whether this is an automorphism of the ring of degree 2^logN.</summary>
    public bool IsValid(int logN) => (Value & 1) == 1 && Value < 2U << logN;

    /// <summary>The words for people: "rotation by 5", "conjugation", "Galois element 17".</summary>
    public string Describe(int logN)
    {
        if (this == ForConjugation(logN))
        {
            return "conjugation";
        }

        int slots = 1 << (logN - 1);

        for (int steps = 0; steps <= slots / 2; steps++)
        {
            if (this == ForRotation(steps, logN))
            {
                return "rotation by " + steps.ToString(CultureInfo.InvariantCulture);
            }

            if (this == ForRotation(-steps, logN))
            {
                return "rotation by -" + steps.ToString(CultureInfo.InvariantCulture);
            }
        }

        return "Galois element " + ToString();
    }

    public int CompareTo(GaloisElement other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
