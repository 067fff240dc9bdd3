using System.Collections.Immutable;

namespace Sandbox.Trees.Planning;

/// <summary>
/// What of the host a hermetic tree shows where it shows system directories: what compilers, interpreters and the C library
/// need, and nothing that tells of this host, its users' secrets or its running services. docs/hermetic.md lists it.
/// </summary>
internal static class SystemParts
{
    /// <summary>What the administrator installed by hand is not the distribution's: builds differ by it.</summary>
    public const string LeftOut = "/usr/local";

    /// <summary>
    /// Files, directories and links; <c>*</c> at the end of a name stands for all that begin so. Those at the top are links
    /// into /usr where the distribution has merged them.
    /// </summary>
    public static ImmutableArray<string> Paths { get; } =
    [
        "/usr/*",
        "/bin",
        "/lib",
        "/lib32",
        "/lib64",
        "/libx32",
        "/sbin",
        "/etc/alternatives",
        "/etc/ca-certificates/extracted",
        "/etc/crypto-policies",
        "/etc/debian_version",
        "/etc/fonts",
        "/etc/gai.conf",
        "/etc/group",
        "/etc/host.conf",
        "/etc/hosts",
        "/etc/java-*",
        "/etc/ld.so.cache",
        "/etc/ld.so.conf",
        "/etc/ld.so.conf.d",
        "/etc/locale.alias",
        "/etc/localtime",
        "/etc/lsb-release",
        "/etc/nsswitch.conf",
        "/etc/os-release",
        "/etc/passwd",
        "/etc/pki/ca-trust/extracted",
        "/etc/pki/java/cacerts",
        "/etc/pki/tls/cert.pem",
        "/etc/pki/tls/certs",
        "/etc/pki/tls/openssl.cnf",
        "/etc/protocols",
        "/etc/redhat-release",
        "/etc/services",
        "/etc/sgml",
        "/etc/ssl/cert.pem",
        "/etc/ssl/certs",
        "/etc/ssl/openssl.cnf",
        "/etc/texmf",
        "/etc/timezone",
        "/etc/xml",
    ];
}
