using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.Text;

/// <summary>A hash of a module's own text among its metadata, so that a damaged file is noticed before it is run.</summary>
/// <remarks>Against accidents, not against an adversary, who can seal what he likes. The hash is of the text without the seal.</remarks>
public static class ModuleSeal
{
    /// <summary>The module with a seal that fits it; an older seal is replaced.</summary>
    public static Module Apply(Module module) => module.WithMeta(ModuleKeys.TextSha256, Hash(module));

    /// <summary>Proves the seal; a module without one, as people write them by hand, passes.</summary>
    /// <exception cref="IrException">The text is not the one that was sealed.</exception>
    public static void Check(Module module)
    {
        string? seal = module.Meta(ModuleKeys.TextSha256);
        if (seal is not null && !string.Equals(seal, Hash(module), StringComparison.Ordinal))
        {
            throw new IrException($"its text is altered: it has SHA-256 {Hash(module)} and was sealed with {seal}");
        }
    }

    /// <summary>SHA-256 of the text without the seal, lower-case hexadecimal.</summary>
    internal static string Hash(Module module)
    {
        IEnumerable<MetadataEntry> rest = module.Metadata.Where(static entry => entry.Key != ModuleKeys.TextSha256);
        return WeightFile.Sha256(Encoding.UTF8.GetBytes(ModuleWriter.Write(module with { Metadata = rest.ToEquatableArray() })));
    }
}
