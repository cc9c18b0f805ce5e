using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Makes C# identifiers of names in models.</summary>
internal static class Identifiers
{
    /// <summary><c>layer.0/attention</c> becomes <c>Layer0Attention</c>; a name without letters or digits becomes empty.</summary>
    public static string Pascal(string name)
    {
        StringBuilder text = new();
        bool start = true;
        foreach (char c in name)
        {
            bool keep = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            if (keep)
            {
                text.Append(start ? char.ToUpperInvariant(c) : c);
            }

            start = !keep;
        }

        return text.ToString();
    }

    /// <summary><c>query/MatMul</c> becomes <c>queryMatMul</c>, a keyword is escaped, and a name that begins with a digit gets a letter.</summary>
    public static string Camel(string name)
    {
        string pascal = Pascal(name);
        if (pascal.Length == 0)
        {
            return "value";
        }

        string camel = char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
        if (camel[0] is >= '0' and <= '9')
        {
            return "value" + camel;
        }

        return SyntaxFacts.GetKeywordKind(camel) != SyntaxKind.None ? "@" + camel : camel;
    }
}
