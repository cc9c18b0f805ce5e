using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PowerSoftmax.Generator.Targets;

/// <summary>The members that a class gets, and what of the user's own stands in their way.</summary>
internal static class EmittedMembers
{
    private const string Factory = "CreateClient";

    /// <summary>The user may add to these in a part of their own.</summary>
    private static readonly string[] Classes = ["Client", "Server"];

    /// <summary>May be overloaded, but are methods.</summary>
    private static readonly string[] Methods = [Factory, "CreateServer"];

    private static readonly string[] Others = ["Circuit", "SharedCircuit"];

    /// <summary>Why the members cannot be added, or null.</summary>
    public static string? Clash(ISymbol type)
    {
        string[] names = [.. Classes, .. Methods, .. Others];
        return names.Contains(type.Name)
            ? $"its name '{type.Name}' is that of a member it gets"
            : names.SelectMany(name => ((INamedTypeSymbol)type).GetMembers(name)).Where(IsInTheWay).Select(static member => $"it has a member '{member.Name}' already").FirstOrDefault();
    }

    private static bool IsInTheWay(ISymbol member) => member switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Class, Arity: 0 } type when Classes.Contains(type.Name) => !type.DeclaringSyntaxReferences.All(IsPartial),
        IMethodSymbol { Name: Factory } method => method.Parameters.Length == 0,
        IMethodSymbol method => !Methods.Contains(method.Name),
        _ => true,
    };

    private static bool IsPartial(SyntaxReference reference) =>
        reference.GetSyntax() is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword);
}
