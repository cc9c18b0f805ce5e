using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PowerSoftmax.Generator.Reporting;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Generator.Targets;

/// <summary>Takes the values out of syntax and symbols; neither goes further.</summary>
internal static class ModelTargetReader
{
    public static ModelTarget Read(GeneratorAttributeSyntaxContext context, CancellationToken token)
    {
        AttributeData attribute = context.Attributes[0];
        List<TypeDeclarationSyntax> types = context.TargetNode.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Reverse().ToList();
        ModelClass modelClass = new(
            Namespace(context.TargetSymbol.ContainingNamespace),
            types.Select(static type => new TypeHeader(Keyword(type), type.Identifier.Text)).ToEquatableArray(),
            ModelKey.Of(attribute.ConstructorArguments.FirstOrDefault().Value as string ?? string.Empty),
            Argument(attribute, RuntimeNames.CalibrationProperty) as string,
            types.Select(Problem).Append(EmittedMembers.Clash(context.TargetSymbol)).FirstOrDefault(static problem => problem is not null))
        {
            Wishes = Wishes(attribute),
        };
        SyntaxNode place = attribute.ApplicationSyntaxReference?.GetSyntax(token) ?? context.TargetNode;
        return new ModelTarget(modelClass, Place.Of(place.GetLocation()));
    }

    private static ModelWishes Wishes(AttributeData attribute) => new(
        Argument(attribute, RuntimeNames.BootstrappingProperty) is int and (int)BootstrappingMode.None,
        Argument(attribute, RuntimeNames.SecurityProperty) as int?,
        Argument(attribute, RuntimeNames.MaxKeyBytesProperty) as string,
        Argument(attribute, RuntimeNames.MaxMemoryProperty) as string);

    private static object? Argument(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    private static string Namespace(INamespaceSymbol symbol) => symbol.IsGlobalNamespace
        ? string.Empty
        : symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

    private static string Keyword(TypeDeclarationSyntax type) => type is RecordDeclarationSyntax record && record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword)
        ? "record struct"
        : type.Keyword.Text;

    private static string? Problem(TypeDeclarationSyntax type)
    {
        string name = type.Identifier.Text;
        if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return $"'{name}' is not partial";
        }

        if (type.TypeParameterList is not null)
        {
            return $"'{name}' is generic";
        }

        return type.Modifiers.Any(SyntaxKind.FileKeyword) ? $"'{name}' is file-local" : null;
    }
}
