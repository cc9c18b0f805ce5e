using PowerSoftmax.Ir.LinearMaps;

namespace PowerSoftmax.Ir.Tests.LinearMaps;

/// <summary>Which ciphertexts of a map have to do with each other.</summary>
public sealed class MapPartsTests
{
    [Theory]
    [InlineData("0>0 1>1 1>1", "0>0 1>1")]
    [InlineData("0>1 1>0", "1>0 0>1")]
    [InlineData("0>0 0>1 1>1 2>2", "0,1>0,1 2>2")]
    [InlineData("0>3 1>2 2>3 2>2", "0,1,2>2,3")]
    [InlineData("5>0 5>4", "5>0,4")]
    [InlineData("", "")]
    public void PartsShareNoCiphertext(string diagonals, string parts)
    {
        IEnumerable<(int Operand, int Result)> edges = diagonals.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static edge => (int.Parse(edge.Split('>')[0]), int.Parse(edge.Split('>')[1])));

        Assert.Equal(parts, string.Join(' ', MapParts.Of(edges).Select(static part => $"{string.Join(',', part.Operands)}>{string.Join(',', part.Results)}")));
    }
}
