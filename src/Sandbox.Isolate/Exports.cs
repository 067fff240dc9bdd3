using System.Runtime;
using Sandbox.Init.Linux;
using Sandbox.Isolate.Errors;
using Sandbox.Isolate.Profiles;

namespace Sandbox.Isolate;

/// <summary>The functions of sandbox-isolate.h, which says what they promise.</summary>
internal static unsafe class Exports
{
    private const int StandardError = 2;
    private const int Failed = -1;

    private static ErrorText s_error;

    [RuntimeExport("sandbox_isolate")]
    internal static int Isolate(byte* profiles)
    {
        fixed (ErrorText* error = &s_error)
        {
            error->Clear();
            if (!ProfileNames.TryParse(profiles, out var asked, error))
            {
                return Fail(error);
            }

            // The caller's handlers see the process as it was, or as it is to be.
            var mask = Signals.Block(ulong.MaxValue);
            var refusal = Isolate(asked, out var caller, out var isChanged);
            Signals.Block(mask);
            if (!refusal.IsGiven)
            {
                return 0;
            }

            Describe(refusal, caller, isChanged, error);
            return Fail(error);
        }
    }

    [RuntimeExport("sandbox_isolate_error")]
    private static byte* Error()
    {
        fixed (ErrorText* error = &s_error)
        {
            return error->Length == 0 ? null : error->Start;
        }
    }

    private static Refusal Isolate(ProfileSet profiles, out Caller caller, out bool isChanged)
    {
        isChanged = false;
        var refusal = Caller.Look(out caller);
        if (!refusal.IsGiven)
        {
            refusal = Trial.Run(profiles, caller);
        }

        if (!refusal.IsGiven)
        {
            refusal = Isolation.Enter(profiles, caller);
            isChanged = refusal.IsGiven && refusal.Step != IsolationStep.EnterNamespaces;
        }

        return refusal;
    }

    private static void Describe(Refusal refusal, Caller caller, bool isChanged, ErrorText* error)
    {
        error->Append("could not "u8);
        error->Append(StepText.Of(refusal.Step));
        error->Append(": "u8);
        var errno = ErrnoText.Of(refusal.Errno);
        if (errno.Length != 0)
        {
            error->Append(errno);
        }
        else
        {
            error->Append("error "u8);
            error->AppendNumber(refusal.Errno);
        }

        if (isChanged)
        {
            error->Append("; the process is partly isolated now and must end"u8);
        }

        var hint = Hints.For(refusal, caller.IsRoot);
        if (hint.Length != 0)
        {
            error->Append("\n  hint: "u8);
            error->Append(hint);
        }
    }

    // In one write: another process's lines must not come between.
    private static int Fail(ErrorText* error)
    {
        ErrorText line = default;
        line.Append("sandbox-isolate: "u8);
        line.Append(error->Start, error->Length);
        line.Append("\n"u8);
        Files.WriteAll(StandardError, line.Start, line.Length);
        return Failed;
    }
}
