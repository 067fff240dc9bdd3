using System.Runtime.CompilerServices;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;

namespace Sandbox.Init.Command;

/// <summary>Finds and executes a file the way execvp(3) does.</summary>
internal static unsafe class Executable
{
    private const byte Slash = (byte)'/';
    private const byte Separator = (byte)':';

    /// <returns>Only when it was not executed: why.</returns>
    public static CommandFailure Execute(PlanView plan, ExecVectors vectors)
    {
        var file = plan.Text(plan.Header->FileName);
        if (!file.Contains(Slash))
        {
            return Search(file, plan.Text(plan.Header->SearchPath), vectors);
        }

        var errno = ExecuteFile(file.Pointer, vectors);
        return CommandFailure.InExecve(errno, IsFound(file.Pointer));
    }

    [SkipLocalsInit]
    private static CommandFailure Search(Text name, Text path, ExecVectors vectors)
    {
        var candidate = stackalloc byte[Files.PATH_MAX];
        var errno = Errno.ENOENT;
        var isFound = false;
        for (var start = 0; start <= path.Length;)
        {
            var end = start;
            while (end < path.Length && path.Pointer[end] != Separator)
            {
                end++;
            }

            if (Join(candidate, new Text(path.Pointer + start, end - start), name))
            {
                var answer = ExecuteFile(candidate, vectors);
                isFound |= IsFound(candidate);
                if (answer == Errno.EACCES)
                {
                    errno = answer;
                }
                else if (answer is not (Errno.ENOENT or Errno.ENOTDIR))
                {
                    return CommandFailure.InExecve(answer, isFound);
                }
            }

            start = end + 1;
        }

        return CommandFailure.InExecve(errno, isFound);
    }

    /// <returns>False when the path would be too long to exist.</returns>
    private static bool Join(byte* path, Text directory, Text name)
    {
        // The slash and the NUL.
        if ((long)directory.Length + name.Length + 2 > Files.PATH_MAX)
        {
            return false;
        }

        var end = path;
        for (var i = 0; i < directory.Length; i++)
        {
            *end++ = directory.Pointer[i];
        }

        if (directory.Length > 0)
        {
            *end++ = Slash;
        }

        for (var i = 0; i < name.Length; i++)
        {
            *end++ = name.Pointer[i];
        }

        *end = 0;
        return true;
    }

    /// <returns>Only when it was not executed: the errno.</returns>
    private static int ExecuteFile(byte* path, ExecVectors vectors)
    {
        var answer = Processes.Execute(path, vectors.Arguments, vectors.Environment);
        if (answer == -Errno.ENOEXEC)
        {
            var shell = "/bin/sh"u8.Pointer;
            var name = vectors.Arguments[0];
            answer = Processes.Execute(shell, vectors.UseShell(shell, path), vectors.Environment);
            // The search may go on, to a file that is executed under its own name.
            vectors.Arguments[0] = name;
        }

        return (int)-answer;
    }

    // ENOENT is also what execve says of a file whose interpreter is missing.
    private static bool IsFound(byte* path)
    {
        FileStatus status;
        var answer = Files.StatAt(Files.AT_FDCWD, path, 0, &status);
        return answer is not (-Errno.ENOENT or -Errno.ENOTDIR);
    }
}
