using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>A bound for what ops may do and hold together, charged before they do it: a small file can ask for any amount of work.</summary>
/// <remarks>Work is counted in multiplications (<see cref="TensorOp.Work"/>), not in time, so that equal models end equally everywhere. Not thread-safe.</remarks>
public sealed class WorkBudget
{
    private const long BaseElements = 1L << 24;
    private const long BaseWork = 1L << 31;
    private const int MostOps = 1 << 13;
    private const long MostElements = 1L << 28;
    private const int ElementsPerWeight = 8;
    private const int WorkPerWeight = 1 << 7;

    private readonly DiagnosticKind kind;
    private readonly long maxOps;
    private long maxElements;
    private long maxWork;
    private long elements;
    private long work;
    private long ops;

    private WorkBudget(DiagnosticKind kind, long maxOps, long maxElements, long maxWork)
    {
        this.kind = kind;
        this.maxOps = maxOps;
        this.maxElements = maxElements;
        this.maxWork = maxWork;
    }

    /// <summary>For what is computed of constants alone: 2^24 elements and 2^31 multiplications, and more for each element of the weights.</summary>
    /// <remarks>At most 2^28 elements, 2 GiB: as much as the weights of a model of 1 GB in single precision take themselves.</remarks>
    public static WorkBudget ForConstants(long weightElements)
    {
        WorkBudget budget = new(DiagnosticKinds.ConstantsTooLarge, long.MaxValue, BaseElements, BaseWork);
        budget.AllowFor(weightElements);
        return budget;
    }

    /// <summary>For one evaluation of a model in the clear: 2^28 elements, as every value is held, 2^36 multiplications and 2^13 ops.</summary>
    /// <remarks>BERT-Base with 512 tokens takes 2^35.5 multiplications and about a thousand ops.</remarks>
    public static WorkBudget ForEvaluation() => new(DiagnosticKinds.ModelTooLarge, MostOps, MostElements, 1L << 36);

    /// <summary>Elements that were in the file allow for more.</summary>
    public void AllowFor(long weightElements)
    {
        maxElements = Math.Min(MostElements, maxElements + (ElementsPerWeight * weightElements));
        maxWork += WorkPerWeight * weightElements;
    }

    /// <summary>Charges an op and its result.</summary>
    /// <exception cref="DiagnosticException">PSM1021 or PSM1022: that is too much; the message names the node.</exception>
    public void Take(string node, TensorOp op, IReadOnlyList<TensorType> operands, TensorType type)
    {
        if (++ops > maxOps)
        {
            throw new DiagnosticException(kind, node, FormattableString.Invariant($"{maxOps} operations"));
        }

        Hold(node, type.Shape.Count);
        Do(node, op.Work(operands, type));
    }

    /// <summary>Charges the reading of a constant.</summary>
    /// <exception cref="DiagnosticException">As for <see cref="Take"/>.</exception>
    public void Read(string node, long count) => Do(node, TensorOp.WorkOfElement * count);

    /// <summary>Charges memory for elements.</summary>
    /// <exception cref="DiagnosticException">As for <see cref="Take"/>.</exception>
    public void Hold(string node, long count)
    {
        elements += count;
        if (elements > maxElements)
        {
            throw new DiagnosticException(kind, node, FormattableString.Invariant($"{maxElements} numbers in memory"));
        }
    }

    /// <summary>Charges work.</summary>
    /// <exception cref="DiagnosticException">As for <see cref="Take"/>.</exception>
    public void Do(string node, long multiplications)
    {
        work += multiplications;
        if (work > maxWork)
        {
            throw new DiagnosticException(kind, node, FormattableString.Invariant($"{maxWork} multiplications"));
        }
    }
}
