using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Generator.Emission;

/// <summary>The comment beside an emitted call: level, scale, and what the operation costs.</summary>
internal sealed class OperationNote(Graph graph, EquatableArray<int> rotations)
{
    public string Of(Node node)
    {
        CiphertextType type = (CiphertextType)node.Type;
        List<string> parts = [Levels(node, type), "scale " + Text(type.Scale)];
        if (type.Count != 1)
        {
            parts.Add($"{type.Count} ciphertexts");
        }

        if (type.Form != SlotForm.Real)
        {
            parts.Add(type.Form.ToText());
        }

        if (type.Degree != 1)
        {
            parts.Add($"degree {type.Degree}");
        }

        if (node.Op is CkksPolynomial polynomial)
        {
            parts.Add($"polynomial of degree {polynomial.Series.Degree}");
        }

        if (node.Op is CkksBootstrap bootstrap)
        {
            parts.Add("slots within " + bootstrap.Bound.ToString("R", CultureInfo.InvariantCulture));
        }

        int count = rotations[node.Id.Index];
        if (count > 0)
        {
            parts.Add(count == 1 ? "1 rotation" : $"{count} rotations");
        }

        return string.Join(", ", parts);
    }

    private string Levels(Node node, CiphertextType type)
    {
        Level[] before = node.Op.Inputs.Select(input => ((CiphertextType)graph[input].Type).Level).Where(level => level != type.Level).ToArray();
        return before.Length == 0 ? $"level {type.Level}" : $"level {before[0]} -> {type.Level}";
    }

    /// <summary>Exact scales are near powers of two; one digit after the point is enough to read.</summary>
    private static string Text(Scale scale) => "2^" + Math.Round(scale.Log2, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
