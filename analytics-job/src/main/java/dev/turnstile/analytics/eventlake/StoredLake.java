package dev.turnstile.analytics.eventlake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A lake in any of Flink's file systems that has a recoverable writer: a local one, S3, Google's. */
final class StoredLake implements Lake {

    /** Hive's and Spark's name for the file that says that a folder is complete. Readers pass over it. */
    static final String MANIFEST = "_SUCCESS";

    private final Path root;
    private final FileSystem files;
    private final RecoverableWriter writer;
    private final SimpleVersionedSerializer<CommitRecoverable> handles;

    StoredLake(String uri) throws IOException {
        this.root = new Path(uri);
        this.files = root.getFileSystem();
        this.writer = files.createRecoverableWriter();
        this.handles = writer.getCommitRecoverableSerializer();
    }

    private Path path(Folder folder, String name) {
        return new Path(root, folder.path() + "/" + name);
    }

    @Override
    public NewFile create(Folder folder, String name) throws IOException {
        RecoverableFsDataOutputStream out = writer.open(path(folder, name));
        return new NewFile() {
            @Override
            public OutputStream out() {
                return out;
            }

            @Override
            public long length() throws IOException {
                return out.getPos();
            }

            @Override
            public byte[] finish() throws IOException {
                CommitRecoverable handle = out.closeForCommit().getRecoverable();
                return SimpleVersionedSerialization.writeVersionAndSerialize(handles, handle);
            }
        };
    }

    @Override
    public void publish(Folder folder, LakeFile file, byte[] handle) throws IOException {
        // As after a recovery, every time: it is the way that may be gone twice, and so it is never a rare one.
        writer.recoverForCommit(SimpleVersionedSerialization.readVersionAndDeSerialize(handles, handle))
                .commitAfterRecovery();
        Path path = path(folder, file.name());
        long length = files.getFileStatus(path).getLen();
        if (length != file.bytes()) {
            throw new IOException(path + " has " + length + " bytes, expected " + file.bytes());
        }
    }

    @Override
    public void writeManifest(Folder folder, byte[] manifest) throws IOException {
        Path path = path(folder, MANIFEST);
        if (files.isDistributedFS()) {
            // An object is there in full or not at all.
            write(path, manifest);
            return;
        }
        Path draft = path(folder, "." + MANIFEST + "-" + UUID.randomUUID());
        write(draft, manifest);
        if (!files.rename(draft, path)) {
            throw new IOException("cannot rename " + draft + " to " + path);
        }
    }

    private void write(Path path, byte[] bytes) throws IOException {
        try (OutputStream out = files.create(path, WriteMode.OVERWRITE)) {
            out.write(bytes);
        }
    }

    @Override
    public Optional<byte[]> readManifest(Folder folder) throws IOException {
        try (FSDataInputStream in = files.open(path(folder, MANIFEST))) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }
}
