using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PowerSoftmax.Training.Export;

/// <summary>Writes NumPy archives: a zip with one <c>.npy</c> (format 1.0, row-major) per array.</summary>
internal static class NpzWriter
{
    /// <summary>The zip format has no time zone; a fixed date keeps equal content equal to the byte.</summary>
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the arrays in the given order.</summary>
    public static void Write(string path, params NpzArray[] arrays)
    {
        using FileStream file = File.Create(path);
        using ZipArchive archive = new(file, ZipArchiveMode.Create);

        foreach (NpzArray array in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry($"{array.Name}.npy", CompressionLevel.SmallestSize);
            entry.LastWriteTime = EntryTime;
            using Stream stream = entry.Open();
            stream.Write(Header(array));
            stream.Write(array.Bytes);
        }
    }

    /// <summary>Magic, version, length, then a Python dictionary padded with blanks to a multiple of 64 bytes.</summary>
    private static byte[] Header(NpzArray array)
    {
        const int PrefixLength = 10;

        string sizes = string.Concat(array.Shape.Select(static size => string.Create(CultureInfo.InvariantCulture, $"{size},")));
        string dictionary = $"{{'descr': '{array.Type}', 'fortran_order': False, 'shape': ({sizes}), }}";
        int length = (PrefixLength + dictionary.Length + 1 + 63) / 64 * 64;
        byte[] header = Encoding.ASCII.GetBytes($"{new string(' ', PrefixLength)}{dictionary}".PadRight(length - 1) + '\n');

        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magic.CopyTo(header);
        header[8] = (byte)((length - PrefixLength) & 0xff);
        header[9] = (byte)((length - PrefixLength) >> 8);

        return header;
    }
}
