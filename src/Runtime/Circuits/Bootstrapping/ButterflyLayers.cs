using System.Numerics;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>The butterfly layers of the transform between coefficients, in bit-reversed order, and slots, in powers of three.</summary>
/// <remarks>
/// Slot j of a polynomial m in Y, Y^(2n) = -1, is m(w^(3^j)) for w of order 4n. Splitting m into even and odd coefficients halves n, because
/// 3^(j + n/2) = 3^j + 2n modulo 4n for n above 2; the layer of neighbours, n = 2, has the powers 1 and 3 of a root of order 8 instead of
/// opposite ones. Y^n is i at even slots and -i at odd ones, so that the upper half of the coefficients enters with alternating
/// signs. A layer repeats with twice its distance, and is made of so many slots. Every matrix here is linear over the complex numbers and right for real coefficients; on the way back the real part is taken.
/// </remarks>
internal static class ButterflyLayers
{
    /// <summary>One stage of slots-to-coefficients: of real values z in the slots it makes the polynomial whose coefficients are z.</summary>
    /// <param name="stage">Which layers.</param>
    /// <param name="half">Where the coefficients are to be; only the layer of neighbours depends on it.</param>
    public static ComplexDiagonals Forward(FourierStage stage, CoefficientHalf half) => Enumerable.Range(stage.FirstLayer, stage.Layers)
        .Select(layer => ForwardLayer(1 << stage.LogSlots, 1 << layer, half))
        .Aggregate(static (matrix, layer) => matrix.Then(layer));

    /// <summary>One stage of coefficients-to-slots: real parts of the last stage's slots are the coefficients.</summary>
    /// <inheritdoc cref="Forward"/>
    public static ComplexDiagonals Inverse(FourierStage stage, CoefficientHalf half) => Enumerable.Range(stage.FirstLayer, stage.Layers)
        .Reverse()
        .Select(layer => InverseLayer(1 << stage.LogSlots, 1 << layer, half))
        .Aggregate(static (matrix, layer) => matrix.Then(layer));

    private static ComplexDiagonals ForwardLayer(int slots, int distance, CoefficientHalf half)
    {
        Complex[] own = new Complex[2 * distance], ahead = new Complex[2 * distance], behind = new Complex[2 * distance];

        for (int place = 0; place < own.Length; place++)
        {
            Complex sign = distance == 1 && half == CoefficientHalf.Upper ? (place == 0 ? Complex.ImaginaryOne : -Complex.ImaginaryOne) : 1;
            Complex root = sign * Root(place, 2 * distance);

            if (place < distance)
            {
                own[place] = sign;
                ahead[place] = root;
            }
            else
            {
                own[place] = root;
                behind[place] = sign;
            }
        }

        return new ComplexDiagonals(slots, [(0, own), (distance, ahead), (-distance, behind)]);
    }

    private static ComplexDiagonals InverseLayer(int slots, int distance, CoefficientHalf half)
    {
        Complex[] own = new Complex[2 * distance], ahead = new Complex[2 * distance], behind = new Complex[2 * distance];

        for (int place = 0; place < own.Length; place++)
        {
            (Complex near, Complex far) = distance == 1 ? InverseNeighbours(place, half) : InverseButterfly(place, distance);
            own[place] = near / 2;
            (place < distance ? ahead : behind)[place] = far / 2;
        }

        return new ComplexDiagonals(slots, [(0, own), (distance, ahead), (-distance, behind)]);
    }

    // Twice the weights of the place's own slot and of the other one.
    private static (Complex Own, Complex Other) InverseButterfly(int place, int distance)
    {
        if (place < distance)
        {
            return (1, 1);
        }

        Complex root = Complex.Conjugate(Root(place - distance, 2 * distance));

        return (-root, root);
    }

    // With t0 = w0 + r w1 and t1 = conj(w0 - r w1): the real parts of w0 and w1, or their imaginary parts.
    private static (Complex Own, Complex Other) InverseNeighbours(int place, CoefficientHalf half)
    {
        Complex root = Root(0, 2);
        (Complex first, Complex second) = place == 0 ? (Complex.One, Complex.One) : (Complex.Conjugate(root), -root);

        if (half == CoefficientHalf.Upper)
        {
            (first, second) = (-Complex.ImaginaryOne * first, Complex.ImaginaryOne * second);
        }

        return place == 0 ? (first, second) : (second, first);
    }

    // w^(3^place), w of order 4 length.
    private static Complex Root(int place, int length)
    {
        uint power = GaloisElement.ForRotation(place, BitOperations.Log2((uint)length) + 1).Value;

        return Complex.FromPolarCoordinates(1, 2 * Math.PI * power / (4 * length));
    }
}
