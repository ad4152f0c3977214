package dev.turnstile.dashboard.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts finished JSON objects together into a larger one, without reading them again. */
public final class JsonBody {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private String separator = "{";

    /** A field whose value needs no escaping: the name of a pipeline. */
    public JsonBody text(String name, String plain) {
        start(name);
        write("\"" + plain + "\"");
        return this;
    }

    /** A field with an array of these. */
    public JsonBody array(String name, Iterable<Json> elements) {
        start(name);
        write("[");
        String between = "";
        for (Json element : elements) {
            write(between);
            element.writeTo(out);
            between = ",";
        }
        write("]");
        return this;
    }

    public byte[] toBytes() {
        write(separator.equals("{") ? "{}" : "}");
        return out.toByteArray();
    }

    private void start(String name) {
        write(separator + "\"" + name + "\":");
        separator = ",";
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
