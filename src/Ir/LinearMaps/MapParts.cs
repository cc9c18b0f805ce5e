using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Ciphertexts of a linear map's operand and result that have nothing to do with the others: each part can be computed by itself, with its own baby rotations alone.</summary>
/// <param name="Operands">Ascending.</param>
/// <param name="Results">Ascending.</param>
public sealed record MapParts(IReadOnlyList<int> Operands, IReadOnlyList<int> Results)
{
    /// <summary>The parts of a map, by their first results. Results without a diagonal belong to none.</summary>
    /// <param name="diagonals">From which ciphertext to which each diagonal leads.</param>
    public static IReadOnlyList<MapParts> Of(IEnumerable<(int Operand, int Result)> diagonals)
    {
        List<(int Operand, int Result)> edges = diagonals.Distinct().ToList();
        ILookup<int, int> results = edges.ToLookup(static edge => edge.Operand, static edge => edge.Result);
        ILookup<int, int> operands = edges.ToLookup(static edge => edge.Result, static edge => edge.Operand);
        HashSet<int> seen = [];
        List<MapParts> parts = [];
        foreach (int result in operands.Select(static group => group.Key).OrderBy(static result => result).Where(seen.Add))
        {
            parts.Add(From(result, seen, operands, results));
        }

        return parts;
    }

    private static MapParts From(int result, HashSet<int> seen, ILookup<int, int> operands, ILookup<int, int> results)
    {
        SortedSet<int> ownOperands = [], ownResults = [result];
        Queue<int> waiting = new(ownResults);
        while (waiting.Count > 0)
        {
            foreach (int reached in operands[waiting.Dequeue()].Where(ownOperands.Add).SelectMany(operand => results[operand]).Where(ownResults.Add).ToList())
            {
                seen.Add(reached);
                waiting.Enqueue(reached);
            }
        }

        return new MapParts(ownOperands.ToList(), ownResults.ToList());
    }
}
