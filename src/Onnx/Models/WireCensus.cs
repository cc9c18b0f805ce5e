using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Onnx.Models;

/// <summary>Counts the fields of a protobuf message before it is parsed.</summary>
/// <remarks>
/// A parsed field can take a hundred times the two bytes it has in the file, so the size of a file does not bound the memory that
/// parsing takes; the number of its fields does. Cost: one pass over tags and lengths, without allocation.
/// </remarks>
internal sealed class WireCensus
{
    /// <summary>Most fields of a model, in all messages together.</summary>
    public const int MaxFields = 1 << 22;

    private const int MaxDepth = 64;
    private int fields;

    /// <exception cref="IrException">There are too many fields, or the bytes are no protobuf message.</exception>
    public static void Check(ReadOnlySpan<byte> model) => new WireCensus().Count(model, WireMessage.Model, 0);

    private void Count(ReadOnlySpan<byte> message, WireMessage kind, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new IrException($"its messages nest deeper than {MaxDepth}");
        }

        while (message.Length > 0)
        {
            ulong tag = TakeVarint(ref message);
            if (++fields > MaxFields)
            {
                throw new IrException($"it has more than {MaxFields} fields; save it with packed or raw tensor data");
            }

            switch (tag & 7)
            {
                case 0:
                    TakeVarint(ref message);
                    break;
                case 1:
                    Take(ref message, 8);
                    break;
                case 2:
                    CountInside(Take(ref message, TakeVarint(ref message)), kind, tag >> 3, depth);
                    break;
                case 5:
                    Take(ref message, 4);
                    break;
                default:
                    throw new IrException("it holds a field of no kind that ONNX uses");
            }
        }
    }

    private void CountInside(ReadOnlySpan<byte> content, WireMessage kind, ulong field, int depth)
    {
        WireMessage inner = WireMessages.Inside(kind, field);
        if (inner != WireMessage.None)
        {
            Count(content, inner, depth + 1);
        }
    }

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> rest, ulong length)
    {
        if (length > (ulong)rest.Length)
        {
            throw new IrException("it ends in the middle of a field");
        }

        ReadOnlySpan<byte> taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private static ulong TakeVarint(scoped ref ReadOnlySpan<byte> rest)
    {
        ulong value = 0;
        for (int index = 0; index < 10 && index < rest.Length; index++)
        {
            value |= (ulong)(rest[index] & 0x7f) << (7 * index);
            if (rest[index] < 0x80)
            {
                rest = rest[(index + 1)..];
                return value;
            }
        }

        throw new IrException("it ends in the middle of a number");
    }
}
