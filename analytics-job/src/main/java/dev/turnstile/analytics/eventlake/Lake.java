package dev.turnstile.analytics.eventlake;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Where the files are. */
interface Lake {

    /** Begins a file; nobody sees it before it is {@linkplain #publish published}. */
    NewFile create(Folder folder, String name) throws IOException;

    /**
     * Makes a finished file visible, whole and at once. May be done again, by another process too.
     *
     * @throws IOException if the file is not there afterwards, in full
     */
    void publish(Folder folder, LakeFile file, byte[] handle) throws IOException;

    /** Writes what is said of a folder, in place of what was said before. */
    void writeManifest(Folder folder, byte[] manifest) throws IOException;

    /** What is said of a folder; empty if nothing is. */
    Optional<byte[]> readManifest(Folder folder) throws IOException;

    static Lake at(LakeSettings settings) throws IOException {
        return settings.isNowhere() ? new NoLake() : new StoredLake(settings.uri());
    }

    /** A file that is being written. */
    interface NewFile {

        OutputStream out();

        /** In bytes, of what was written. */
        long length() throws IOException;

        /**
         * Ends the writing.
         *
         * @return by which the file can be published, by another process too
         */
        byte[] finish() throws IOException;
    }
}
