using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>The loop of all kernels with four spans in and one out.</summary>
internal static unsafe class QuaternaryDriver<TOperator>
    where TOperator : struct, IQuaternaryOperator
{
    /// <remarks>The destination may be an operand itself; it must not overlap one otherwise.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Run(LaneWidth lanes, QuaternaryOperands operands, Span<double> destination, Modulus modulus, double scalar = 0.0)
    {
        KernelArguments.RequireLength(operands.X.Length, destination.Length);
        KernelArguments.RequireLength(operands.Y.Length, destination.Length);
        KernelArguments.RequireLength(operands.Z.Length, destination.Length);
        KernelArguments.RequireLength(operands.W.Length, destination.Length);

        fixed (double* x = operands.X)
        fixed (double* y = operands.Y)
        fixed (double* z = operands.Z)
        fixed (double* w = operands.W)
        fixed (double* target = destination)
        {
            Pointers pointers = new(x, y, z, w, target);

            switch (lanes)
            {
                case LaneWidth.Vector512: Loop<Lanes512>(pointers, destination.Length, modulus, scalar); break;
                case LaneWidth.Vector256: Loop<Lanes256>(pointers, destination.Length, modulus, scalar); break;
                case LaneWidth.Vector128: Loop<Lanes128>(pointers, destination.Length, modulus, scalar); break;
                default: Loop<LanesScalar>(pointers, destination.Length, modulus, scalar); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLanes>(Pointers at, nint length, Modulus modulus, double scalar)
        where TLanes : struct, ILanes<TLanes>
    {
        LaneModulus<TLanes> lanes = new(modulus.P, modulus.PInverse);
        TLanes scalars = TLanes.Broadcast(scalar);
        nint i = 0;

        for (; i <= length - TLanes.Count; i += TLanes.Count)
        {
            TOperator.Invoke(TLanes.Load(at.X + i), TLanes.Load(at.Y + i), TLanes.Load(at.Z + i), TLanes.Load(at.W + i), scalars, lanes)
                .Store(at.Destination + i);
        }

        LaneModulus<LanesScalar> one = new(modulus.P, modulus.PInverse);
        LanesScalar scalarOne = LanesScalar.Broadcast(scalar);

        for (; i < length; i++)
        {
            TOperator.Invoke(
                LanesScalar.Load(at.X + i), LanesScalar.Load(at.Y + i), LanesScalar.Load(at.Z + i), LanesScalar.Load(at.W + i), scalarOne, one)
                .Store(at.Destination + i);
        }
    }

    private readonly struct Pointers(double* x, double* y, double* z, double* w, double* destination)
    {
        public readonly double* X = x;
        public readonly double* Y = y;
        public readonly double* Z = z;
        public readonly double* W = w;
        public readonly double* Destination = destination;
    }
}
