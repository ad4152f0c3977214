package dev.turnstile.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The overlays' images have a registry, and nodes that may pull from it. */
class ImagesTest {

    @Test
    void each_image_of_overlay_eks_has_a_repository() throws IOException {
        String aws = Configuration.of("aws").text();
        String list = aws.replaceAll("(?s).*images = toset\\(\\[(.*?)]\\).*", "$1");

        assertThat(aws).contains("name                 = \"${var.name}/${each.value}\"");
        assertThat(images("eks"))
                .containsExactlyInAnyOrderElementsOf(Pattern.compile("\"([a-z-]+)\"")
                        .matcher(list)
                        .results()
                        .map(match ->
                                "111122223333.dkr.ecr.eu-central-1.amazonaws.com/" + name("aws") + "/" + match.group(1))
                        .toList());
    }

    @Test
    void the_images_of_overlay_gke_are_in_the_repository() throws IOException {
        String prefix = Configuration.of("gcp")
                .text()
                .replaceAll("(?s).*output \"image_prefix\" \\{.*?value += \"(.*?)\"\n.*", "$1")
                .replace("${var.region}", "europe-west3")
                .replace("${var.project}", "example")
                .replace("${google_artifact_registry_repository.images.repository_id}", name("gcp"));

        assertThat(images("gke"))
                .hasSameSizeAs(images("eks"))
                .allMatch(image -> image.startsWith(prefix + "/"), prefix);
    }

    @Test
    void a_tag_stays_what_it_was() {
        assertThat(Configuration.of("aws").text()).contains("image_tag_mutability = \"IMMUTABLE\"");
        assertThat(Configuration.of("gcp").text()).contains("immutable_tags = true");
    }

    @Test
    void nodes_may_pull() {
        assertThat(Configuration.of("aws").text()).contains("\"AmazonEC2ContainerRegistryPullOnly\"");
        assertThat(Configuration.of("gcp").text())
                .containsPattern("(?s)role += \"roles/artifactregistry.reader\"\n"
                        + " *member += google_service_account.nodes.member");
    }

    private static List<String> images(String overlay) throws IOException {
        return Pattern.compile("newName: (\\S+)")
                .matcher(Files.readString(Path.of("../kubernetes/overlays", overlay, "kustomization.yaml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String name(String cloud) {
        return Configuration.of(cloud).block("variable", "name").get("default").toString();
    }
}
