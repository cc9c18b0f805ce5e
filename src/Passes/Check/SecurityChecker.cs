using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Check;

/// <summary>The parameters are worth the security asked, by the tables of modulus and ephemeral secret; the circuit fits their ring.</summary>
public sealed class SecurityChecker : IChecker
{
    private const string Name = "security";

    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        CkksParameterSet parameters = circuit.Parameters;
        SecurityCertificate certificate = parameters.Certificate;
        double bits = SecurityTable.Log2(parameters.Q.Concat(parameters.P));
        if (certificate.IsInsecure)
        {
            diagnostics.Failed(Name, "the parameters are of the insecure test kind");
        }
        else if (certificate.Budget is not int budget || bits > budget)
        {
            diagnostics.Failed(Name, FormattableString.Invariant($"log2 QP is {bits:0.0} bits, more than N = 2^{parameters.LogN} allows"));
        }
        else if (certificate.Bits < circuit.SecurityAsked)
        {
            string ephemeral = certificate.EphemeralBits is int worth ? $"ephemeral secret {worth}" : "no ephemeral one";
            diagnostics.Failed(Name, $"the parameters are worth {certificate.Bits} bits (dense secret {certificate.DenseBits}, {ephemeral}) and {circuit.SecurityAsked} are asked");
        }

        foreach (Ir.CkksDialect.CkksInput input in circuit.Ckks.Ops<Ir.CkksDialect.CkksInput>().Select(static input => input.Op))
        {
            if (input.Layout.SlotCount != parameters.SlotCount)
            {
                diagnostics.Failed(Name, $"input '{input.Tensor}' is laid out for {input.Layout.SlotCount} slots; the ring has {parameters.SlotCount}");
            }
        }
    }
}
