package io.muster.gameserver;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;

/** Where players send to: answers every datagram with itself, which is all the game there is. */
final class PlayerPort implements AutoCloseable {

    private static final int LARGEST_DATAGRAM = 1_500;

    private final DatagramSocket socket;

    PlayerPort(int port) throws SocketException {
        socket = new DatagramSocket(port);
    }

    void open() {
        Thread.ofVirtual().name("players").start(this::echo);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void echo() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST_DATAGRAM);
                socket.receive(packet);
                socket.send(packet);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    Log.say("a datagram was lost: " + e.getMessage());
                }
            }
        }
    }
}
