/**
 * A client of the <a
 * href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">OCI distribution
 * API</a>, on the JDK's HTTP client.
 *
 * <p>Six kinds of reading request are needed. {@code land.oras:oras-java-sdk} 0.7.0 would bring 21
 * jars of 25 MB (Bouncy Castle, zstd, Micrometer, a second Jackson) and {@code jib-core} 0.27.3
 * would bring 31 jars of 11 MB and cannot list tags. Neither bounds the bytes, pages and time of an
 * answer, and both send credentials to whichever host a challenge names.
 */
@NullMarked
package chartbot.registry;

import org.jspecify.annotations.NullMarked;
