using System.Reflection;
using System.Runtime.CompilerServices;

namespace PowerSoftmax.Architecture.Tests;

/// <summary>Which folder of a project may see which: its namespaces in layers, read from the compiled assembly.</summary>
/// <param name="project">Name of the project and, after <c>PowerSoftmax.</c>, of its root namespace.</param>
/// <param name="layers">From the bottom to the top. A folder sees itself and what is below. The project's own folder is called <c>.</c>.</param>
/// <param name="exceptions">What may look upwards nevertheless.</param>
internal sealed class FolderLayers(string project, IReadOnlyList<string> layers, IReadOnlyList<LayerException> exceptions)
{
    private readonly string root = $"PowerSoftmax.{project}";

    /// <summary>Folders that the list does not have, and layers that no folder is left for.</summary>
    public IEnumerable<string> Unlisted() => Types().Select(FolderOf).Distinct().Except(layers).Select(static folder => $"{folder} is in no layer")
        .Concat(layers.Except(Types().Select(FolderOf)).Select(static layer => $"{layer} is a layer without types"));

    /// <summary>Uses of a layer above that no exception allows.</summary>
    public IEnumerable<string> Violations() => [.. Upward()
        .Where(use => !exceptions.Any(exception => exception.Allows(use.From, use.To)))
        .Select(static use => $"{use.From} uses {use.To}").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Exceptions that nothing needs any more.</summary>
    public IEnumerable<string> Unneeded()
    {
        List<(string From, string To)> upward = [.. Upward()];
        return [.. exceptions.Where(exception => !upward.Exists(use => exception.Allows(use.From, use.To))).Select(static exception => $"{exception.From} -> {exception.To}")];
    }

    private IEnumerable<(string From, string To)> Upward() =>
        from type in Types()
        from used in TypeReferences.Of(type)
        where used.Assembly == type.Assembly && IsInside(used) && LayerOf(type) >= 0 && LayerOf(used) > LayerOf(type)
        select (NameOf(type), NameOf(used));

    private IEnumerable<Type> Types() => Assembly.Load(root).GetTypes().Where(IsInside);

    // What the compiler adds lies in no folder.
    private bool IsInside(Type type) => type.Namespace is string name
        && (name == root || name.StartsWith(root + ".", StringComparison.Ordinal))
        && Outermost(type).GetCustomAttribute<CompilerGeneratedAttribute>() is null;

    private int LayerOf(Type type) => layers.ToList().IndexOf(FolderOf(type));

    private string FolderOf(Type type) => type.Namespace == root ? "." : type.Namespace![(root.Length + 1)..].Split('.')[0];

    /// <summary>Folder and type: <c>Layouts/LayoutText</c>.</summary>
    private string NameOf(Type type) => $"{FolderOf(type)}/{Outermost(type).Name.Split('`')[0]}";

    private static Type Outermost(Type type) => type.DeclaringType is Type declaring ? Outermost(declaring) : type;
}
