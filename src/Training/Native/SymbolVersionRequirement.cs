using System.Buffers.Binary;
using System.Text;

namespace PowerSoftmax.Training.Native;

/// <summary>Marks one required symbol version of an ELF library as weak, so that a loader without it goes on.</summary>
/// <remarks>
/// libLibTorchSharp.so 0.107 asks for GLIBCXX_3.4.32 because of a single start-up symbol of gcc 13 that nothing calls; Debian
/// 12 offers 3.4.30. Layout: System V ABI, ELF-64 little endian, section SHT_GNU_verneed (Linux Standard Base 5.0, 10.7.3).
/// </remarks>
internal sealed class SymbolVersionRequirement(byte[] library)
{
    private const uint VersionNeeds = 0x6ffffffe;
    private const int WeakFlag = 2;

    /// <summary>Rewrites the file in place when it requires the version; returns how many requirements changed.</summary>
    /// <exception cref="InvalidDataException">The file is not a 64-bit little-endian ELF file.</exception>
    public static int Weaken(string path, string version)
    {
        byte[] library = File.ReadAllBytes(path);

        if (library.Length < 64 || !library.AsSpan(0, 6).SequenceEqual((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
        {
            throw new InvalidDataException($"'{path}' is not a 64-bit little-endian ELF file.");
        }

        int changed = new SymbolVersionRequirement(library).Weaken(version);

        if (changed > 0)
        {
            // A build copies every file anew whose time differs from that of the package.
            DateTime time = File.GetLastWriteTimeUtc(path);
            File.WriteAllBytes(path, library);
            File.SetLastWriteTimeUtc(path, time);
        }

        return changed;
    }

    private int Weaken(string version)
    {
        int changed = 0;

        for (int index = 0; index < UInt16(60); index++)
        {
            int section = Section(index);

            if (UInt32(section + 4) == VersionNeeds)
            {
                changed += WeakenSection(Offset(section), Offset(Section((int)UInt32(section + 40))), version);
            }
        }

        return changed;
    }

    /// <summary>Walks the linked list of libraries, and for each the linked list of versions required of it.</summary>
    private int WeakenSection(int need, int names, string version)
    {
        int changed = 0;

        for (int step = -1; step != 0; need += step)
        {
            int entry = need + (int)UInt32(need + 8);

            for (int left = UInt16(need + 2); left > 0; left--, entry += (int)UInt32(entry + 12))
            {
                if (Text(names + (int)UInt32(entry + 8)) == version && (UInt16(entry + 4) & WeakFlag) == 0)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(library.AsSpan(entry + 4), (ushort)(UInt16(entry + 4) | WeakFlag));
                    changed++;
                }
            }

            step = (int)UInt32(need + 12);
        }

        return changed;
    }

    private int Section(int index) => (int)UInt64(40) + (index * UInt16(58));

    private int Offset(int section) => (int)UInt64(section + 24);

    private string Text(int start) =>
        Encoding.ASCII.GetString(library, start, Array.IndexOf(library, (byte)0, start) - start);

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(library.AsSpan(offset));

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(library.AsSpan(offset));

    private ulong UInt64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(library.AsSpan(offset));
}
