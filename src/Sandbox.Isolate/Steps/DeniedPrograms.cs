using System;
using Sandbox.Init.Linux;
using Sandbox.Isolate.Errors;
using Sandbox.Isolate.Profiles;

namespace Sandbox.Isolate.Steps;

/// <summary>
/// Puts a program that says no in the place of those a profile denies. What is not there is passed over: there is
/// nothing to hold back.
/// </summary>
internal static unsafe class DeniedPrograms
{
    private const int MaxMessage = 256;
    private const uint ExecutedByAll = 0x16D; // 0555

    public static Refusal Cover(ProfileSet profiles)
    {
        var refusal = Refusal.None;
        if ((profiles & ProfileSet.Gcc) != 0)
        {
            refusal = Cover("/usr/bin/gcc"u8, "gcc"u8);
            refusal = refusal.IsGiven ? refusal : Cover("/usr/bin/g++"u8, "gcc"u8);
        }

        if (!refusal.IsGiven && (profiles & ProfileSet.Python) != 0)
        {
            refusal = Cover("/usr/bin/python"u8, "python"u8);
            refusal = refusal.IsGiven ? refusal : Cover("/usr/bin/python3"u8, "python"u8);
        }

        return refusal;
    }

    // Links are followed: all names of the file lead to what covers it.
    private static Refusal Cover(ReadOnlySpan<byte> path, ReadOnlySpan<byte> profile)
    {
        var answer = Files.Open(Files.AT_FDCWD, path.Pointer, Files.O_PATH);
        if (answer is -Errno.ENOENT or -Errno.ENOTDIR)
        {
            return Refusal.None;
        }

        if (answer < 0)
        {
            return Refusal.If(IsolationStep.DenyProgram, answer);
        }

        var program = stackalloc byte[DenialProgramTemplate.Bytes.Length + MaxMessage];
        var length = Write(program, path, profile);
        var refusal = Refusal.If(IsolationStep.DenyProgram, PrivateFile.Cover((int)answer, program, length, ExecutedByAll));
        Files.Close((int)answer);
        return refusal;
    }

    private static int Write(byte* program, ReadOnlySpan<byte> path, ReadOnlySpan<byte> profile)
    {
        var template = DenialProgramTemplate.Bytes;
        var end = Append(program, template);
        end = Append(end, "sandbox: "u8);
        end = Append(end, path);
        end = Append(end, " is not allowed here: profile '"u8);
        end = Append(end, profile);
        end = Append(end, "' denies it\n"u8);

        var length = (int)(end - program);
        *(long*)(program + DenialProgramTemplate.FileSizeOffset) = length;
        *(long*)(program + DenialProgramTemplate.MemorySizeOffset) = length;
        *(int*)(program + DenialProgramTemplate.MessageLengthOffset) = length - template.Length;
        return length;
    }

    private static byte* Append(byte* to, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            *to++ = bytes[i];
        }

        return to;
    }
}
