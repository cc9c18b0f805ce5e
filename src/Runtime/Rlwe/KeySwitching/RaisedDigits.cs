using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Digits that are raised from one digit's primes to all primes (ModUp) when they are read, and kept no longer.</summary>
internal sealed class RaisedDigits : IDigits, IDisposable
{
    private readonly RlweParameters parameters;
    private readonly RnsPolynomial x;
    private readonly BasisConverter[] converters;
    private readonly BasisRows[] prepared;

    /// <param name="parameters">The parameters.</param>
    /// <param name="x">NTT form, modulo the ciphertext primes of a level; stays the caller's.</param>
    /// <param name="converters">One a digit, to all primes of the ring.</param>
    /// <param name="workers">Who does it.</param>
    public RaisedDigits(RlweParameters parameters, RnsPolynomial x, BasisConverter[] converters, IWorkers workers)
    {
        this.parameters = parameters;
        this.x = x;
        this.converters = converters;
        prepared = Array.ConvertAll(converters, static converter => converter.RentRows());
        DigitPartition partition = parameters.Set.Digits;
        workers.Run(x.LimbCount, i =>
        {
            int digit = partition.DigitOf(i);
            converters[digit].PrepareRowFromNtt(i - partition.Start(digit), x.Residues(i), prepared[digit]);
        });
    }

    public Level Level => new(x.LimbCount - 1);

    public int DigitCount => converters.Length;

    public void Raise(ReadOnlySpan<int> primeIndices, SwitchScratch scratch)
    {
        Span<int> targets = stackalloc int[primeIndices.Length];
        Span<Residues> raised = stackalloc Residues[primeIndices.Length];

        for (int digit = 0; digit < DigitCount; digit++)
        {
            int count = 0;

            for (int position = 0; position < primeIndices.Length; position++)
            {
                if (!Holds(digit, primeIndices[position]))
                {
                    targets[count] = primeIndices[position];
                    raised[count++] = Raised(digit, position, scratch);
                }
            }

            converters[digit].Raise(targets[..count], prepared[digit], raised[..count], lazy: true);
        }
    }

    public Residues Rows(int digit, GroupPrime prime, RowRange rows, SwitchScratch scratch)
    {
        if (Holds(digit, prime.Index))
        {
            return x.Residues(prime.Index).Tile(rows);
        }

        Residues tile = RowTiles.Room(scratch.DigitTiles[digit]);
        Transform(digit, prime, rows, scratch, tile);

        return tile;
    }

    /// <summary>A whole digit modulo one prime.</summary>
    /// <param name="digit">Which digit.</param>
    /// <param name="prime">One of those that <see cref="Raise"/> was called for.</param>
    /// <param name="scratch">The same as for <see cref="Raise"/>.</param>
    /// <param name="destination">Receives it.</param>
    /// <param name="pastCaches">Whether to write it as <see cref="LargeCopy"/> does.</param>
    public void CopyTo(int digit, GroupPrime prime, SwitchScratch scratch, Residues destination, bool pastCaches)
    {
        if (!pastCaches && !Holds(digit, prime.Index))
        {
            Transform(digit, prime, new RowRange(0, parameters.Ring.Ntt(prime.Index).RowCount), scratch, destination);

            return;
        }

        for (int tile = 0; tile < RowTiles.Count(parameters.N); tile++)
        {
            RowRange rows = RowTiles.Rows(tile, parameters.N);
            Residues source = Rows(digit, prime, rows, scratch);

            if (pastCaches)
            {
                LargeCopy.Run(source, destination.Tile(rows));
            }
            else
            {
                source.Span.CopyTo(destination.Tile(rows).Span);
            }
        }
    }

    public void Dispose() => Array.ForEach(prepared, static rows => rows.Dispose());

    private void Transform(int digit, GroupPrime prime, RowRange rows, SwitchScratch scratch, Residues destination) =>
        parameters.Ring.Ntt(prime.Index).ForwardRows(Raised(digit, prime.Position, scratch), destination, rows);

    private Residues Raised(int digit, int position, SwitchScratch scratch) => scratch.Raised[(position * DigitCount) + digit];

    // Modulo its own primes a digit is the polynomial itself.
    private bool Holds(int digit, int primeIndex) => primeIndex < x.LimbCount && parameters.Set.Digits.DigitOf(primeIndex) == digit;
}
