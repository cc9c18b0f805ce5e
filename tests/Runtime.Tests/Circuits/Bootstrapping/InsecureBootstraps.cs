using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Tests.Ckks;

namespace PowerSoftmax.Runtime.Tests.Circuits.Bootstrapping;

/// <summary>Parameters, keys and messages for bootstraps in a ring far too small to hide anything.</summary>
internal static class InsecureBootstraps
{
    public const int LogN = 10;

    public static BootstrapPrecision Predicted { get; } = BootstrapPrecision.Predict(new BootstrappingLiteral(), LogN);

    /// <summary>Parameters with limbs of their own, which a class may count while others run.</summary>
    public static CkksParameters CreateParameters() => CkksParameters.Create(BootstrappingSets.Find(LogN, 6, SecurityLevel.InsecureTest)!);

    /// <summary>With the keys of bootstraps of 2^logSlots slots.</summary>
    public static CkksKit KitFor(CkksParameters parameters, int logSlots) =>
        new(parameters, Bootstrapper.RequiredKeys(new BootstrapPlan(parameters.Set, logSlots)));

    /// <summary>A message that repeats after 2^logSlots slots.</summary>
    public static double[] Periodic(CkksKit kit, int logSlots, int seed)
    {
        double[] message = kit.Message(seed);

        return [.. Enumerable.Range(0, message.Length).Select(i => message[i & ((1 << logSlots) - 1)])];
    }
}
