package io.muster.match.engine;

import java.util.Arrays;

/**
 * Waiting tickets ordered by key, then age, then arrival, in blocks of primitive keys: adding and removing cost a binary
 * search over blocks, one within a block and a short copy, whatever the size of the pool.
 */
final class SkillIndex {

    /** Entries per block. Larger makes copies longer, smaller the list of blocks. */
    private static final int BLOCK = 256;

    private static final class Block {
        final double[] keys = new double[BLOCK];
        final WaitingTicket[] tickets = new WaitingTicket[BLOCK];
        int size;
    }

    private Block[] blocks = {new Block()};
    /** Last key of each block, in one array so that finding a block touches few cache lines. */
    private double[] lastKeys = {Double.NEGATIVE_INFINITY};

    private final int number;
    private int blockCount = 1;
    private int size;

    /**
     * An empty index.
     *
     * @param number tells it apart from others of the same engine
     */
    SkillIndex(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    int size() {
        return size;
    }

    void add(WaitingTicket ticket) {
        int at = blockFor(ticket);
        Block block = blocks[at];
        if (block.size == BLOCK) {
            split(at);
            if (compare(ticket, blocks[at].keys[BLOCK / 2 - 1], blocks[at].tickets[BLOCK / 2 - 1]) > 0) {
                at++;
            }
            block = blocks[at];
        }
        int position = positionIn(block, ticket);
        int tail = block.size - position;
        System.arraycopy(block.keys, position, block.keys, position + 1, tail);
        System.arraycopy(block.tickets, position, block.tickets, position + 1, tail);
        block.keys[position] = ticket.key;
        block.tickets[position] = ticket;
        block.size++;
        lastKeys[at] = block.keys[block.size - 1];
        ticket.indexed = true;
        size++;
    }

    void remove(WaitingTicket ticket) {
        int at = blockFor(ticket);
        Block block = blocks[at];
        int position = positionIn(block, ticket);
        if (position == block.size || block.tickets[position] != ticket) {
            throw new IllegalStateException("ticket " + ticket.id + " is not in the index");
        }
        int tail = block.size - position - 1;
        System.arraycopy(block.keys, position + 1, block.keys, position, tail);
        System.arraycopy(block.tickets, position + 1, block.tickets, position, tail);
        block.tickets[--block.size] = null;
        ticket.indexed = false;
        size--;
        if (block.size == 0 && blockCount > 1) {
            dropBlock(at);
        } else if (block.size > 0) {
            lastKeys[at] = block.keys[block.size - 1];
        }
    }

    /** First block whose last entry is not before the ticket; the last block when there is none. */
    private int blockFor(WaitingTicket ticket) {
        int low = 0;
        int high = blockCount - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean before = lastKeys[middle] < ticket.key
                    || (lastKeys[middle] == ticket.key && lastIsBefore(blocks[middle], ticket));
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean lastIsBefore(Block block, WaitingTicket ticket) {
        return block.size > 0 && compare(ticket, block.keys[block.size - 1], block.tickets[block.size - 1]) > 0;
    }

    private static int positionIn(Block block, WaitingTicket ticket) {
        int low = 0;
        int high = block.size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            double key = block.keys[middle];
            // tickets are not touched unless keys are equal: in a large pool each of them is a cache miss
            if (key < ticket.key || (key == ticket.key && compare(ticket, key, block.tickets[middle]) > 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(WaitingTicket ticket, double otherKey, WaitingTicket other) {
        if (ticket.key != otherKey) {
            return ticket.key < otherKey ? -1 : 1;
        }
        if (ticket.createdAtMillis != other.createdAtMillis) {
            return Long.compare(ticket.createdAtMillis, other.createdAtMillis);
        }
        return Long.compare(ticket.sequence, other.sequence);
    }

    private void split(int at) {
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, blockCount * 2);
            lastKeys = Arrays.copyOf(lastKeys, blockCount * 2);
        }
        System.arraycopy(blocks, at + 1, blocks, at + 2, blockCount - at - 1);
        System.arraycopy(lastKeys, at + 1, lastKeys, at + 2, blockCount - at - 1);
        Block full = blocks[at];
        Block upper = new Block();
        int half = BLOCK / 2;
        System.arraycopy(full.keys, half, upper.keys, 0, BLOCK - half);
        System.arraycopy(full.tickets, half, upper.tickets, 0, BLOCK - half);
        Arrays.fill(full.tickets, half, BLOCK, null);
        upper.size = BLOCK - half;
        full.size = half;
        blocks[at + 1] = upper;
        lastKeys[at] = full.keys[half - 1];
        lastKeys[at + 1] = upper.keys[upper.size - 1];
        blockCount++;
    }

    private void dropBlock(int at) {
        System.arraycopy(blocks, at + 1, blocks, at, blockCount - at - 1);
        System.arraycopy(lastKeys, at + 1, lastKeys, at, blockCount - at - 1);
        blocks[--blockCount] = null;
    }

    /** Walks the index outward from a key: nearest tickets first, at equal distance the older one. */
    final class Cursor {
        private double center;
        private int leftBlock;
        private int leftAt;
        private int rightBlock;
        private int rightAt;

        /** Starts between the tickets below and those at or above the key. */
        void start(double key) {
            center = key;
            int low = 0;
            int high = blockCount - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (lastKeys[middle] < key) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            rightBlock = low;
            rightAt = lowerBound(blocks[low], key);
            leftBlock = low;
            leftAt = rightAt - 1;
            settleLeft();
            settleRight();
        }

        private static int lowerBound(Block block, double key) {
            int low = 0;
            int high = block.size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (block.keys[middle] < key) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** The next nearest ticket, or null when there is none within the distance. */
        WaitingTicket next(double distance) {
            boolean hasLeft = leftBlock >= 0;
            boolean hasRight = rightBlock < blockCount;
            double left = hasLeft ? center - blocks[leftBlock].keys[leftAt] : Double.POSITIVE_INFINITY;
            double right = hasRight ? blocks[rightBlock].keys[rightAt] - center : Double.POSITIVE_INFINITY;
            if (Math.min(left, right) > distance || (!hasLeft && !hasRight)) {
                return null;
            }
            boolean takeLeft = left < right || (left == right && leftIsOlder());
            return takeLeft ? takeLeft() : takeRight();
        }

        /**
         * Offers what {@link #next} would answer, in order of keys; false when that is more than the limit to one side, and
         * the offers are incomplete.
         */
        boolean offer(Windows windows, double distance, int limit) {
            int block = leftBlock;
            int at = leftAt;
            for (int i = 0; block >= 0 && center - blocks[block].keys[at] <= distance; i++) {
                if (i == limit) {
                    return false;
                }
                if (--at < 0 && --block >= 0) {
                    at = blocks[block].size - 1;
                }
            }
            return offerUp(Math.max(0, block), block < 0 ? 0 : at + 1, windows, distance, limit);
        }

        private boolean offerUp(int firstBlock, int firstAt, Windows windows, double distance, int limit) {
            int above = 0;
            int at = firstAt;
            for (int b = firstBlock; b < blockCount; b++) {
                Block block = blocks[b];
                for (; at < block.size; at++) {
                    double further = block.keys[at] - center;
                    if (further > distance) {
                        return true;
                    }
                    if (further >= 0 && ++above > limit) {
                        return false;
                    }
                    windows.offer(block.tickets[at]);
                }
                at = 0;
            }
            return true;
        }

        private boolean leftIsOlder() {
            return blocks[leftBlock].tickets[leftAt].createdAtMillis
                    < blocks[rightBlock].tickets[rightAt].createdAtMillis;
        }

        private WaitingTicket takeLeft() {
            WaitingTicket taken = blocks[leftBlock].tickets[leftAt--];
            settleLeft();
            return taken;
        }

        private WaitingTicket takeRight() {
            WaitingTicket taken = blocks[rightBlock].tickets[rightAt++];
            settleRight();
            return taken;
        }

        private void settleLeft() {
            while (leftAt < 0 && --leftBlock >= 0) {
                leftAt = blocks[leftBlock].size - 1;
            }
        }

        private void settleRight() {
            while (rightBlock < blockCount && rightAt >= blocks[rightBlock].size) {
                rightBlock++;
                rightAt = 0;
            }
        }
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** Drops everything that is no longer marked as indexed, in one pass. */
    void compact() {
        int kept = 0;
        int total = 0;
        for (int b = 0; b < blockCount; b++) {
            Block block = blocks[b];
            keepIndexed(block);
            total += block.size;
            if (block.size > 0) {
                blocks[kept] = block;
                lastKeys[kept++] = block.keys[block.size - 1];
            }
        }
        if (kept == 0) {
            blocks[0] = new Block();
            lastKeys[0] = Double.NEGATIVE_INFINITY;
            kept = 1;
        }
        Arrays.fill(blocks, kept, blockCount, null);
        blockCount = kept;
        size = total;
    }

    private static void keepIndexed(Block block) {
        int kept = 0;
        for (int i = 0; i < block.size; i++) {
            if (block.tickets[i].indexed) {
                block.keys[kept] = block.keys[i];
                block.tickets[kept++] = block.tickets[i];
            }
        }
        Arrays.fill(block.tickets, kept, block.size, null);
        block.size = kept;
    }

    /** Calls back every ticket in order of keys. */
    void forEach(java.util.function.Consumer<WaitingTicket> action) {
        for (int b = 0; b < blockCount; b++) {
            for (int i = 0; i < blocks[b].size; i++) {
                action.accept(blocks[b].tickets[i]);
            }
        }
    }
}
