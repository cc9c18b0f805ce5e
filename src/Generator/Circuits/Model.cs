using System;
using System.Collections.Immutable;
using System.Linq;
using PowerSoftmax.Generator.Targets;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Generator.Circuits;

/// <summary>A class with its circuit.</summary>
/// <param name="Class">The class.</param>
/// <param name="Circuit">The circuit of the model it names; null when that model is not compiled in this project.</param>
/// <param name="Known">Where there is no circuit: the models that are compiled.</param>
internal sealed record Model(ModelClass Class, CircuitFile? Circuit, EquatableArray<string> Known)
{
    public static Model Find(ModelClass modelClass, ImmutableArray<CircuitFile> circuits)
    {
        CircuitFile? circuit = circuits.FirstOrDefault(file => string.Equals(file.Key, modelClass.Model, StringComparison.Ordinal));
        return new Model(
            modelClass,
            circuit,
            circuit is not null ? EquatableArray<string>.Empty : circuits.Select(static file => file.Key).OrderBy(static key => key, StringComparer.Ordinal).ToEquatableArray());
    }
}
