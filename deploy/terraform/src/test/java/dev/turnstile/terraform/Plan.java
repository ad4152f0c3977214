package dev.turnstile.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A plan with a cloud's variables and none of its resources, which needs no provider: it judges values. */
final class Plan {

    private Plan() {}

    /** How Terraform takes these values; what it says is in the output, as JSON. */
    static Command.Result of(String cloud, Path directory, String values) throws IOException, InterruptedException {
        Files.copy(Path.of(cloud, "variables.tf"), directory.resolve("variables.tf"));
        Files.writeString(directory.resolve("terraform.tfvars"), values);
        return Command.run(List.of("terraform", "-chdir=" + directory, "plan", "-json", "-input=false", "-lock=false"));
    }
}
