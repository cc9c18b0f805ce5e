using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Which session method runs an op: one line each.</summary>
internal static class CircuitOperations
{
    public delegate CiphertextBundle? Call(CircuitSession session, CiphertextBundle[] operands, int step);

    public static IReadOnlyDictionary<Type, Call> Table { get; } = new Dictionary<Type, Call>
    {
        [typeof(CkksInput)] = static (session, _, step) => session.Input(step),
        [typeof(CkksAdd)] = static (session, x, step) => session.Add(x[0], x[1], step),
        [typeof(CkksAddPlain)] = static (session, x, step) => session.AddPlain(x[0], step),
        [typeof(CkksAddScalar)] = static (session, x, step) => session.AddScalar(x[0], step),
        [typeof(CkksMultiply)] = static (session, x, step) => session.Multiply(x[0], x[1], step),
        [typeof(CkksMultiplyPairs)] = static (session, x, step) => session.MultiplyPairs(x, step),
        [typeof(CkksInnerProduct)] = static (session, x, step) => session.InnerProduct(x[0], x[1], step),
        [typeof(CkksPair)] = static (session, x, step) => session.Pair(x[0], step),
        [typeof(CkksRealPart)] = static (session, x, step) => session.RealPart(x[0], step),
        [typeof(CkksMultiplyPlain)] = static (session, x, step) => session.MultiplyPlain(x[0], step),
        [typeof(CkksMultiplyScalar)] = static (session, x, step) => session.MultiplyScalar(x[0], step),
        [typeof(CkksRelinearize)] = static (session, x, step) => session.Relinearize(x[0], step),
        [typeof(CkksRescale)] = static (session, x, step) => session.Rescale(x[0], step),
        [typeof(CkksMatchLevel)] = static (session, x, step) => session.MatchLevel(x[0], step),
        [typeof(CkksDropLevel)] = static (session, x, step) => session.DropLevel(x[0], step),
        [typeof(CkksRotate)] = static (session, x, step) => session.Rotate(x[0], step),
        [typeof(CkksSumSlots)] = static (session, x, step) => session.SumSlots(x[0], step),
        [typeof(CkksLinearMap)] = static (session, x, step) => session.LinearMap(x[0], step),
        [typeof(CkksPolynomial)] = static (session, x, step) => session.Polynomial(x[0], step),
        [typeof(CkksBootstrap)] = static (session, x, step) => session.Bootstrap(x[0], step),
        [typeof(CkksPart)] = static (session, x, step) => session.Part(x[0], step),
        [typeof(CkksJoin)] = static (session, x, step) => session.Join(x, step),
        [typeof(CkksSum)] = static (session, x, step) => session.Sum(x[0], step),
        [typeof(CkksOutput)] = Output,
    };

    private static CiphertextBundle? Output(CircuitSession session, CiphertextBundle[] operands, int step)
    {
        session.Output(operands[0], step);
        return null;
    }
}
