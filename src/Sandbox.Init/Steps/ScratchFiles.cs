using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>What lies in the scratch tmpfs, to be bound over parts of the tree.</summary>
internal static unsafe class ScratchFiles
{
    /// <summary>Bytes of the name of a step's own file, with its NUL.</summary>
    public const int NameSize = 9;

    public static byte* RefusedDirectory => "refused-directory"u8.Pointer;

    public static byte* RefusedFile => "refused-file"u8.Pointer;

    public static byte* EmptyDirectory => "empty-directory"u8.Pointer;

    public static byte* EmptyFile => "empty-file"u8.Pointer;

    /// <summary>Makes what masks are bound from.</summary>
    public static Outcome Make(int scratch)
    {
        const uint ReadByAll = 0x124; // 0444
        const uint EnterByAll = 0x16D; // 0555
        var outcome = Outcome.Of(FailedCall.Mkdir, Files.MakeDirectory(scratch, RefusedDirectory, 0));
        if (!outcome.Failed)
        {
            outcome = Outcome.Of(FailedCall.Mkdir, Files.MakeDirectory(scratch, EmptyDirectory, EnterByAll));
        }

        if (!outcome.Failed)
        {
            outcome = MakeSteps.MakeEmptyFile(scratch, RefusedFile, 0);
        }

        return outcome.Failed ? outcome : MakeSteps.MakeEmptyFile(scratch, EmptyFile, ReadByAll);
    }

    /// <summary>The name of the file a step makes: its index, so that no two are alike.</summary>
    public static void NameFile(uint step, byte* name)
    {
        var digits = "0123456789abcdef"u8;
        for (var i = 0; i < NameSize - 1; i++)
        {
            name[i] = digits[(int)(step >> 28)];
            step <<= 4;
        }

        name[NameSize - 1] = 0;
    }

    public static Outcome Bind(Tree* tree, byte* name, ulong attributes, int target)
    {
        var answer = Mounts.Clone(tree->Scratch, name, 0);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTree, answer);
        }

        var mount = (int)answer;
        answer = Mounts.SetAttributes(mount, attributes, recursive: false);
        var outcome = answer < 0 ? Outcome.Of(FailedCall.MountSetattr, answer) : BindStep.Attach(mount, target);
        Files.Close(mount);
        return outcome;
    }
}
