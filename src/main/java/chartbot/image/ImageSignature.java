package chartbot.image;

import java.util.Optional;

/**
 * A signature that is stored next to an image, not yet verified.
 *
 * @param payload the bytes that are signed
 * @param subject the image that the payload is about, where it names one
 * @param signature as the key's algorithm makes it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record ImageSignature(byte[] payload, Optional<Digest> subject, byte[] signature) {}
