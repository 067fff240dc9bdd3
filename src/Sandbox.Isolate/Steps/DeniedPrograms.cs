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
            refusal = CoverAll(BuiltInNames.GccPrograms, BuiltInNames.Gcc);
        }

        if (!refusal.IsGiven && (profiles & ProfileSet.Python) != 0)
        {
            refusal = CoverAll(BuiltInNames.PythonPrograms, BuiltInNames.Python);
        }

        return refusal;
    }

    private static Refusal CoverAll(ReadOnlySpan<byte> paths, ReadOnlySpan<byte> profile)
    {
        var refusal = Refusal.None;
        for (var start = 0; start < paths.Length && !refusal.IsGiven;)
        {
            var length = 0;
            while (paths[start + length] != 0)
            {
                length++;
            }

            refusal = Cover(paths.Pointer + start, length, profile);
            start += length + 1;
        }

        return refusal;
    }

    // Links are followed: all names of the file lead to what covers it.
    private static Refusal Cover(byte* path, int length, ReadOnlySpan<byte> profile)
    {
        var answer = Files.Open(Files.AT_FDCWD, path, Files.O_PATH);
        if (answer is -Errno.ENOENT or -Errno.ENOTDIR)
        {
            return Refusal.None;
        }

        if (answer < 0)
        {
            return Refusal.If(IsolationStep.DenyProgram, answer);
        }

        var message = stackalloc byte[MaxMessage];
        var end = Append(message, DenialText.BeforePath.Pointer, DenialText.BeforePath.Length);
        end = Append(end, path, length);
        end = Append(end, DenialText.AfterPath.Pointer, DenialText.AfterPath.Length);
        end = Append(end, DenialText.BeforeReason.Pointer, DenialText.BeforeReason.Length);
        end = Append(end, DenialText.BeforeProfile.Pointer, DenialText.BeforeProfile.Length);
        end = Append(end, profile.Pointer, profile.Length);
        end = Append(end, DenialText.AfterProfile.Pointer, DenialText.AfterProfile.Length);

        var program = stackalloc byte[DenialProgramFile.MaxSize(MaxMessage)];
        var size = DenialProgramFile.Write(program, message, (int)(end - message));
        var refusal = Refusal.If(IsolationStep.DenyProgram, PrivateFile.Cover((int)answer, program, size, ExecutedByAll));
        Files.Close((int)answer);
        return refusal;
    }

    private static byte* Append(byte* to, byte* bytes, int length)
    {
        for (var i = 0; i < length; i++)
        {
            *to++ = bytes[i];
        }

        return to;
    }
}
