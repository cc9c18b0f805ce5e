using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Generator.Targets;

namespace PowerSoftmax.Generator.Emission;

/// <summary>What the server's file calls the runtime's types, so that no type, namespace or alias of the user can be meant.</summary>
/// <remarks>
/// <c>Ckks::CiphertextBundle</c> looks the name before the colons up among aliases only, the innermost namespace first; nothing that a project
/// declares is found before the file's own alias. The global namespace has no inner alias, where a project's <c>global using</c> could
/// have the same name; classes in it get full names.
/// </remarks>
internal sealed class EmittedTypes
{
    private static readonly string[] Types = [RuntimeNames.Bundle, RuntimeNames.CircuitSession];

    private readonly bool aliased;

    private EmittedTypes(bool aliased) => this.aliased = aliased;

    public string Bundle => Name(RuntimeNames.Bundle);

    public string CircuitSession => Name(RuntimeNames.CircuitSession);

    /// <summary>The directives that the names need, to be written inside the namespace.</summary>
    public IEnumerable<string> Directives => aliased
        ? Types.Select(static type => $"using {Alias(type)} = global::{RuntimeNames.Namespace(type)};")
        : [];

    public static EmittedTypes Of(ModelClass modelClass) => new(modelClass.Namespace.Length > 0);

    /// <summary>The full name, for files that use few.</summary>
    public static string Full(string type) => "global::" + type;

    private static string Alias(string type) => RuntimeNames.Short(RuntimeNames.Namespace(type));

    private string Name(string type) => aliased ? Alias(type) + "::" + RuntimeNames.Short(type) : Full(type);
}
