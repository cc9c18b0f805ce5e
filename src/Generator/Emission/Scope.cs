using System.Collections.Generic;
using System.Globalization;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Generator.Emission;

/// <summary>The locals and parameters of one emitted method.</summary>
internal sealed class Scope
{
    /// <summary>Parameter that every emitted method has.</summary>
    public const string Session = "session";

    private readonly Dictionary<ValueId, string> locals = new();
    private readonly HashSet<string> taken = new() { Session };

    public string this[ValueId value] => locals[value];

    /// <summary>Names a value; a number is added where the name is taken.</summary>
    public string Declare(ValueId value, string preferred)
    {
        string name = Unique(preferred, taken);
        locals[value] = name;
        return name;
    }

    /// <summary>The name, or the name with the lowest number from 2 on that is free; takes it.</summary>
    public static string Unique(string preferred, ISet<string> taken)
    {
        string name = preferred;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = preferred + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
