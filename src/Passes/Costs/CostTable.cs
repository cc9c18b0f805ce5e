using System.Text.Json;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Primitive costs by ring degree, as <c>benchmarks</c> measure them; a default table ships.</summary>
/// <param name="Source">Where the numbers were measured.</param>
/// <param name="ParallelGain">Speed that each thread after the first adds, as a share of the first's: 0 to 1.</param>
/// <param name="Rows">By ascending LogN; ring degrees without a row are extrapolated by N log N.</param>
public sealed record CostTable(string Source, double ParallelGain, IReadOnlyList<CostRow> Rows)
{
    private const string Resource = "PowerSoftmax.Passes.Costs.default-costs.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The table that ships with the compiler.</summary>
    public static CostTable Default()
    {
        using Stream stream = typeof(CostTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing");
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <exception cref="FormatException">The text is not a cost table: which part is wrong.</exception>
    public static CostTable Parse(string json)
    {
        CostTable? table;
        try
        {
            table = JsonSerializer.Deserialize<CostTable>(json, Options);
        }
        catch (JsonException error)
        {
            throw new FormatException($"The cost table is not valid JSON: {error.Message}", error);
        }

        if (table is null || table.Source is null || table.Rows is not { Count: > 0 })
        {
            throw new FormatException("The cost table needs a source and at least one row.");
        }

        if (!(table.ParallelGain is >= 0 and <= 1))
        {
            throw new FormatException(FormattableString.Invariant($"The cost table's parallel gain is {table.ParallelGain}; it lies between 0 and 1."));
        }

        foreach (CostRow row in table.Rows)
        {
            Check(row);
        }

        return table with { Rows = [.. table.Rows.OrderBy(static row => row.LogN)] };
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>The row of a ring degree; made from the nearest one where there is none.</summary>
    public CostRow For(int logN)
    {
        CostRow nearest = Rows.MinBy(row => Math.Abs(row.LogN - logN))!;
        double factor = Math.Pow(2, logN - nearest.LogN) * logN / nearest.LogN;
        return nearest.LogN == logN
            ? nearest
            : new CostRow(
                logN,
                nearest.Ntt * factor,
                nearest.MultiplyAdd * factor,
                nearest.KeyProduct * factor,
                nearest.Convert * factor,
                nearest.Encode * factor,
                nearest.RunProduct * factor);
    }

    private static void Check(CostRow row)
    {
        double[] costs = [row.Ntt, row.MultiplyAdd, row.KeyProduct, row.Convert, row.Encode, row.RunProduct];
        if (row.LogN is < 8 or > 20 || Array.Exists(costs, static cost => !(cost > 0) || double.IsInfinity(cost)))
        {
            throw new FormatException(FormattableString.Invariant($"The cost table's row for logN {row.LogN} needs a ring degree of 8 to 20 and positive costs."));
        }
    }
}
