using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Generator.Targets;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Generator.Reporting;

/// <summary>What the attribute asks of a model and its compiled circuit does not keep.</summary>
internal static class WishReports
{
    public static IEnumerable<Diagnostic> Of(ModelClass modelClass, Module module)
    {
        ModelWishes wishes = modelClass.Wishes;
        IEnumerable<(string Wish, string? Broken)> promises = new[]
        {
            ("Bootstrapping=\"None\"", wishes.NoBootstrapping ? Bootstraps(module) : null),
            ($"Security=\"{wishes.Security?.ToString(CultureInfo.InvariantCulture)}\"", wishes.Security is int bits ? Security(module, bits) : null),
            ($"MaxKeyBytes=\"{wishes.MaxKeyBytes}\"", Size(wishes.MaxKeyBytes, module.Meta(ModuleKeys.KeyBytes), "its evaluation keys take")),
            ($"MaxMemory=\"{wishes.MaxMemory}\"", Size(wishes.MaxMemory, module.Meta(ModuleKeys.MemoryBytes), "an evaluation takes")),
        };
        return promises.Where(static promise => promise.Broken is not null)
            .Select(promise => Diagnostic.Of(DiagnosticKinds.WishNotKept, modelClass.Model, promise.Wish, promise.Broken!));
    }

    private static string? Bootstraps(Module module)
    {
        int count = module.Find(ModuleKeys.Circuit)?.Ops<CkksBootstrap>().Count() ?? 0;
        return count switch
        {
            0 => null,
            1 => "it has a bootstrap",
            _ => $"it has {count.ToString(CultureInfo.InvariantCulture)} bootstraps",
        };
    }

    private static string? Security(Module module, int bits)
    {
        int given = module.Meta(ModuleKeys.Parameters) is string literal ? CkksParameterSet.Create(CkksParametersLiteral.Parse(literal)).Certificate.Bits : bits;
        return given >= bits ? null : $"it was compiled for {given.ToString(CultureInfo.InvariantCulture)} bits";
    }

    private static string? Size(string? wish, string? taken, string what)
    {
        if (wish is null)
        {
            return null;
        }

        if (ByteSize.Parse(wish) is not long allowed)
        {
            return "that is no size, as 500MB or 6GiB";
        }

        // The compiler states the memory only where it was given a bound.
        return !long.TryParse(taken, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? "it was compiled without a bound"
            : bytes <= allowed ? null
            : $"{what} {taken} bytes";
    }
}
