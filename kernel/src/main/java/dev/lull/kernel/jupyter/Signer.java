package dev.lull.kernel.jupyter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Signs and checks messages with HMAC-SHA256 (RFC 2104). Built on {@link MessageDigest}, because loading
 * {@code javax.crypto.Mac} costs a start of the kernel some 25 ms.
 */
public final class Signer {
    private static final int BLOCK = 64;

    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];
    private final boolean signs;

    /** A signer with this key; an empty key means that nothing is signed. */
    public Signer(String key) {
        signs = !key.isEmpty();
        byte[] secret = key.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(secret.length > BLOCK ? sha256().digest(secret) : secret, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            inner[i] = (byte) (padded[i] ^ 0x36);
            outer[i] = (byte) (padded[i] ^ 0x5c);
        }
    }

    /** Whether there is a key to sign with. */
    public boolean signs() {
        return signs;
    }

    /** The signature over these parts, in lower-case hex; empty when nothing is signed. */
    public byte[] sign(List<byte[]> parts) {
        if (!signs) {
            return new byte[0];
        }
        MessageDigest digest = sha256();
        digest.update(inner);
        parts.forEach(digest::update);
        byte[] hash = digest.digest();
        digest.update(outer);
        return HexFormat.of().formatHex(digest.digest(hash)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the signature is right, in a time that does not depend on how wrong it is. */
    public boolean accepts(byte[] signature, List<byte[]> parts) {
        return !signs || MessageDigest.isEqual(sign(parts), signature);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
