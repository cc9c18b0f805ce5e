using System;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>A graph, op, layout or text that breaks a rule of the IR; the message says what and where.</summary>
public sealed class IrException : Exception
{
    public IrException(string message)
        : base(message)
    {
    }

    public IrException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
