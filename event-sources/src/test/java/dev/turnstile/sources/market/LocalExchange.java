package dev.turnstile.sources.market;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A WebSocket server (RFC 6455) that speaks the exchange's protocol: it answers a subscription, sends what a test tells it
 * to, and drops connections.
 */
final class LocalExchange implements AutoCloseable {

    private static final String PROTOCOL_KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    final List<String> received = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile Socket client;

    LocalExchange() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        new Thread(this::acceptClients, "exchange").start();
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** As the exchange sends a trade; the sequence counts other things too and so has gaps. */
    void sendTrade(long tradeId, String price) throws IOException {
        send("""
                {"type":"match","trade_id":%d,"maker_order_id":"ac928c66","taker_order_id":"132fb6ae","side":"sell",\
                "size":"0.0310","price":"%s","product_id":"BTC-USD","sequence":%d,\
                "time":"2025-11-24T10:50:09.%06dZ"}""".formatted(tradeId, price, 1_000 + 17 * tradeId, tradeId));
    }

    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        OutputStream out = client.getOutputStream();
        out.write(0x81);
        if (bytes.length < 126) {
            out.write(bytes.length);
        } else {
            out.write(126);
            out.write(bytes.length >> 8);
            out.write(bytes.length);
        }
        out.write(bytes);
        out.flush();
    }

    /** Without a farewell, as when a cable is pulled. */
    void drop() throws IOException {
        client.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (client != null) {
            client.close();
        }
    }

    private void acceptClients() {
        while (!server.isClosed()) {
            try {
                Socket next = server.accept();
                client = next;
                DataInputStream in = new DataInputStream(next.getInputStream());
                shakeHands(in, next.getOutputStream());
                received.add(readText(in));
                send(
                        "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":[\"BTC-USD\"]}]}");
            } catch (IOException e) {
                // A client that is gone is followed by the next.
            }
        }
    }

    private static void shakeHands(DataInputStream in, OutputStream out) throws IOException {
        String key = "";
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                key = line.substring(18).strip();
            }
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accepted(key) + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        out.flush();
    }

    private static String accepted(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + PROTOCOL_KEY).getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String readLine(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** One masked text frame. */
    private static String readText(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind != 0x81) {
            throw new UncheckedIOException(new IOException("expected a whole text, came a frame of kind " + kind));
        }
        int length = in.readUnsignedByte() & 0x7F;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] bytes = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            bytes[i] ^= mask[i % 4];
        }
        return new String(bytes, UTF_8);
    }
}
