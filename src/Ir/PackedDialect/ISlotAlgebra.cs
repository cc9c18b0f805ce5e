using System.Collections.Generic;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A way to compute with the slots of a circuit's values. Every op of the Packed and Ckks dialects states its meaning in these terms, once.</summary>
/// <remarks>Numbers, unknowns modulo a prime, and flags of what may be other than zero are such ways.</remarks>
/// <typeparam name="T">The slots of a value, those of a bundle one ciphertext after the other. Operands are never changed.</typeparam>
public interface ISlotAlgebra<T>
{
    /// <summary>A tensor of the client, packed.</summary>
    T Input(string tensor, Layout layout);

    T Add(T left, T right);

    T Multiply(T left, T right);

    /// <summary>Adds a weight, packed.</summary>
    T AddPlain(T x, string weight, Layout plain);

    /// <summary>Multiplies by a weight, packed.</summary>
    T MultiplyPlain(T x, string weight, Layout plain);

    T AddScalar(T x, double summand);

    T MultiplyScalar(T x, double factor);

    /// <summary>Cyclic rotation of each ciphertext to the left.</summary>
    T Rotate(T x, int steps);

    /// <summary>A linear map between bundles; of ones where no weight is named.</summary>
    T LinearMap(T x, string? weight, LinearMap map);

    /// <summary>A series, on its interval, of every slot.</summary>
    T Polynomial(T x, ChebyshevSeries series);

    /// <summary>Some ciphertexts of a bundle.</summary>
    T Part(T x, int first, int count);

    /// <summary>Bundles one after the other.</summary>
    T Join(IReadOnlyList<T> bundles);

    /// <summary>Each ciphertext of one bundle times all of another, one after the other.</summary>
    T MultiplyAll(T factors, T x);

    /// <summary>The sum of all ciphertexts of a bundle.</summary>
    T SumCiphertexts(T x);

    /// <summary>The second, fourth, … ciphertext of a bundle negated.</summary>
    T NegateSeconds(T x);
}
