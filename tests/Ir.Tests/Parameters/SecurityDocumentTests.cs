using System.Globalization;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Ir.Tests.Parameters;

/// <summary>The tables of docs/security.md are those of the code.</summary>
public class SecurityDocumentTests
{
    private const string Accepted = "accepted";

    private static readonly string[] Lines = File.ReadAllLines(RepositoryRoot.File("docs/security.md"));

    [Fact]
    public void TheTableOfEphemeralSecretsHasEveryEstimateForEveryClaim()
    {
        Row[] rows = Rows();

        Assert.NotEmpty(rows);
        Assert.Equal(
            EphemeralTable.Entries.SelectMany(static entry => new[] { 128, 192 }.Select(claim => (entry.Weight, entry.LogN, entry.Log2Modulus, claim, entry.Bits))),
            rows.Select(static row => (row.Weight, row.LogN, row.Log2Modulus, row.Claim, row.Bits)));
    }

    [Fact]
    public void WhatTheTableAcceptsAndRefusesTheCodeDoesToo() => Assert.All(Rows(), static row =>
    {
        EphemeralSecret secret = new(row.Weight, row.LogN, row.Log2Modulus);

        Assert.Equal(row.Bits, secret.Bits);
        Assert.Equal(row.Verdict == Accepted, secret.Bears(row.Level));
        Assert.Equal(row.Verdict == Accepted ? Accepted : "refused", row.Verdict);
    });

    [Fact]
    public void ParametersOfEveryRowThatFitTheirRingAreMadeOrRefused()
    {
        (Row Row, CkksParametersLiteral Literal)[] cases = [.. Rows()
            .Select(static row => (row, Literal: Shortest(row)))
            .Where(static pair => SecurityTable.Log2(pair.Literal.Q.Concat(pair.Literal.P)) <= SecurityTable.Budget(pair.row.LogN, pair.row.Level))];

        Assert.True(cases.Length >= Rows().Length / 2);
        Assert.All(cases, static pair =>
        {
            if (pair.Row.Verdict == Accepted)
            {
                Assert.Equal(pair.Row.Claim, CkksParameterSet.Create(pair.Literal).Certificate.Bits);
            }
            else
            {
                Assert.Equal("weight", Assert.Throws<ParameterException>(() => CkksParameterSet.Create(pair.Literal)).Field);
            }
        });
    }

    [Theory]
    [InlineData(128, SecurityLevel.Bits128)]
    [InlineData(192, SecurityLevel.Bits192)]
    public void TheBudgetsAreThoseOfTheDocument(int bits, SecurityLevel claim)
    {
        string[] cells = Cells(Lines.Single(line => line.StartsWith($"| log2(QP) at most, {bits} bits", StringComparison.Ordinal)));

        Assert.Equal(
            Enumerable.Range(12, 6).Select(logN => SecurityTable.Budget(logN, claim)!.Value), cells.Skip(1).Select(static cell => int.Parse(cell, CultureInfo.InvariantCulture)));
    }

    private static Row[] Rows() =>
        [.. Lines.SkipWhile(static line => !line.StartsWith("| weight | N |", StringComparison.Ordinal)).Skip(2).TakeWhile(static line => line.StartsWith('|')).Select(Row.Parse)];

    private static string[] Cells(string line) => line.Trim('|').Split('|', StringSplitOptions.TrimEntries);

    // The shortest chain that bootstraps, with the largest primes at its ends.
    private static CkksParametersLiteral Shortest(Row row) => PrimeSelection.Select(new ChainRequest(
        row.LogN, 2, 30, 49, 1, row.Level, new BootstrappingLiteral
        {
            SlotsToCoefficientsLevels = 1, CoefficientsToSlotsLevels = 1, CosineDegree = 7, DoubleAngles = 0, ArcsineDegree = 1, LogScale = 30,
            EphemeralWeight = row.Weight,
        }));

    private sealed record Row(int Weight, int LogN, int Log2Modulus, int Claim, int Bits, string Verdict)
    {
        public SecurityLevel Level => SecurityTable.Claim(Claim)!.Value;

        public static Row Parse(string line)
        {
            string[] cells = Cells(line);

            return new Row(Number(cells[0]), Power(cells[1]), Power(cells[2]), Number(cells[3]), Number(cells[4]), cells[5]);
        }

        private static int Power(string cell) => cell.StartsWith("2^", StringComparison.Ordinal) ? Number(cell[2..]) : throw new FormatException(cell);

        private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
    }
}
