package dev.turnstile.analytics.eventlake;

import java.io.OutputStream;
import java.util.Optional;

/** Keeps nothing: for looking at what would be written. */
final class NoLake implements Lake {

    @Override
    public NewFile create(Folder folder, String name) {
        var counting = new CountingStream(OutputStream.nullOutputStream());
        return new NewFile() {
            @Override
            public OutputStream out() {
                return counting;
            }

            @Override
            public long length() {
                return counting.count();
            }

            @Override
            public byte[] finish() {
                return new byte[0];
            }
        };
    }

    @Override
    public void publish(Folder folder, LakeFile file, byte[] handle) {}

    @Override
    public void writeManifest(Folder folder, byte[] manifest) {}

    @Override
    public Optional<byte[]> readManifest(Folder folder) {
        return Optional.empty();
    }
}
