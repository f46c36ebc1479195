package io.muster.match.function;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the first lines of what is written to it, and silently drops the rest. Any thread. */
final class LineBuffer extends OutputStream {

    private final byte[] kept;
    private int size;

    LineBuffer(int limit) {
        this.kept = new byte[limit];
    }

    @Override
    public synchronized void write(int octet) {
        if (size < kept.length) {
            kept[size++] = (byte) octet;
        }
    }

    @Override
    public synchronized void write(byte[] octets, int offset, int length) {
        int taken = Math.min(length, kept.length - size);
        System.arraycopy(octets, offset, kept, size, taken);
        size += taken;
    }

    /** Whole lines only: one that was cut is left out. */
    synchronized List<String> lines() {
        String text = new String(kept, 0, size, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        lines.removeLast();
        return lines;
    }
}
