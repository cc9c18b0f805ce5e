using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Generator.Emission;

/// <summary>The method emitted for a layer: its name, what goes in and what comes out.</summary>
/// <param name="Name">Unique in the server.</param>
/// <param name="Section">Its operations.</param>
/// <param name="Parameters">Values that go in.</param>
/// <param name="Results">Values that come out.</param>
/// <param name="Bundle">What the file calls the type of all of them.</param>
internal sealed record LayerMethod(string Name, Section Section, IReadOnlyList<ValueId> Parameters, IReadOnlyList<ValueId> Results, string Bundle)
{
    public static LayerMethod Of(Section section, Liveness liveness, ISet<string> taken, string bundle)
    {
        string name = Identifiers.Pascal(section.Group);
        if (name.Length == 0 || char.IsDigit(name[0]))
        {
            name = "Layer" + name;
        }

        return new LayerMethod(Scope.Unique(name, taken), section, section.Parameters, section.Results(liveness), bundle);
    }

    public string ReturnType => Results.Count switch
    {
        0 => "void",
        1 => Bundle,
        _ => "(" + string.Join(", ", Results.Select(_ => Bundle)) + ")",
    };

    /// <summary>The statement that calls the method; its results become locals of the caller.</summary>
    public string Call(Scope caller, ValueNames names)
    {
        string arguments = string.Join(", ", new[] { Scope.Session }.Concat(Parameters.Select(value => caller[value])));
        List<string> locals = Results.Select(value => $"{Bundle} {caller.Declare(value, names.In(value, string.Empty))}").ToList();
        string target = locals.Count switch
        {
            0 => string.Empty,
            1 => locals[0] + " = ",
            _ => "(" + string.Join(", ", locals) + ") = ",
        };
        return $"{target}{Name}({arguments});";
    }

    public string Return(Scope scope) => Results.Count == 1
        ? $"return {scope[Results[0]]};"
        : "return (" + string.Join(", ", Results.Select(value => scope[value])) + ");";
}
