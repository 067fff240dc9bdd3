using Sandbox.Backends.Bwrap.Program;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Tests.Bwrap;

/// <summary>What bubblewrap says when it fails: about the machine, or about one plan.</summary>
public sealed class BwrapMessagesTests
{
    [TestCase("No permissions to creating new namespace, likely because …", RefusedOperation.Namespaces, Errno.EPERM)]
    [TestCase("No permissions to create a new namespace, likely because …", RefusedOperation.Namespaces, Errno.EPERM)]
    [TestCase("Creating new namespace failed, likely because the kernel does not support …", RefusedOperation.Namespaces, Errno.EINVAL)]
    [TestCase("Creating new namespace failed: Operation not permitted", RefusedOperation.Namespaces, Errno.EPERM)]
    [TestCase("Creating new namespace failed: Resource temporarily unavailable", RefusedOperation.Namespaces, Errno.EAGAIN)]
    [TestCase("Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)", RefusedOperation.Namespaces, Errno.ENOSPC)]
    [TestCase("setting up uid map: Permission denied", RefusedOperation.UserNamespaceSetup, Errno.EACCES)]
    [TestCase("error writing to setgroups: Read-only file system", RefusedOperation.UserNamespaceSetup, Errno.EROFS)]
    [TestCase("loopback: Failed RTM_NEWADDR: Operation not permitted", RefusedOperation.UserNamespaceSetup, Errno.EPERM)]
    [TestCase("Can't mount proc on /newroot/proc: Operation not permitted", RefusedOperation.Proc, Errno.EPERM)]
    [TestCase("Failed to make / slave: Permission denied", RefusedOperation.Mounts, Errno.EACCES)]
    [TestCase("Failed to mount tmpfs: Limit exceeded (ENOSPC). (Hint: …)", RefusedOperation.Mounts, Errno.ENOSPC)]
    [TestCase("Can't make overlay mount on /newroot/x with options upperdir=/u: No such device", RefusedOperation.Other, Errno.ENODEV)]
    [TestCase("pivot_root: Operation not permitted", RefusedOperation.Mounts, Errno.EPERM)]
    public void What_it_is_not_let_do_is_told_with_the_kernels_answer(string message, RefusedOperation operation, int errno) =>
        Assert.That(BwrapMessages.FindRefusal($"bwrap: {message}"), Is.EqualTo(new WrapperRefusal(operation, errno)));

    [TestCase("pivot_root: Invalid argument", "switch_root(8)")]
    [TestCase("Unexpected capabilities but not setuid, old file caps config?", "setcap -r bwrap")]
    [TestCase("Unexpected setuid user 1000, should be 0", "chmod u-s bwrap")]
    public void What_is_a_matter_of_the_program_itself_has_a_remedy_of_its_own(string message, string remedy) =>
        Assert.That(BwrapMessages.FindRefusal($"bwrap: {message}")!.Hint, Does.Contain(remedy));

    [TestCase("bwrap: Can't find source path /gone: No such file or directory")]
    [TestCase("bwrap: Can't find source path /home/me/setuid-tests: No such file or directory")]
    [TestCase("bwrap: Can't bind mount /pivot_root: Operation not permitted on /x: No such file or directory")]
    [TestCase("bwrap: Can't mkdir /Creating new namespace failed: Operation not permitted")]
    [TestCase("bwrap: execvp setting up uid map: Permission denied")]
    [TestCase("bwrap: Can't mount tmpfs on /newroot/x: Invalid argument")]
    [TestCase("bwrap: Can't make overlay mount on /newroot/x with options upperdir=/u: Invalid argument")]
    [TestCase("bwrap: Can't mount tmpfs on /newroot/x: Device or resource busy")]
    [TestCase("bwrap: Can't mount tmpfs on /newroot/x: No such file or directory")]
    [TestCase("Creating new namespace failed: Operation not permitted")]
    [TestCase("")]
    public void What_it_says_about_one_plan_is_no_refusal(string message) =>
        Assert.That(BwrapMessages.FindRefusal(message), Is.Null);

    [Test]
    public void Another_line_before_it_does_not_hide_it() => Assert.That(
        BwrapMessages.FindRefusal("bwrap: Only the last --uid option will take effect\nbwrap: setting up uid map: Operation not permitted")!.Operation,
        Is.EqualTo(RefusedOperation.UserNamespaceSetup));
}
