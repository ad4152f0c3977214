package dev.turnstile.dashboard.requests;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/** What /v3/api-docs says of all operations alike. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String PROBLEM = "#/components/schemas/Problem";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Turnstile: results")
                        .version("1")
                        .description("Results over event streams: final, corrected, live, and whether they add up."))
                .components(new Components().addSchemas("Problem", problem()));
    }

    @Bean
    OpenApiCustomizer problems() {
        return api -> api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.getResponses().addApiResponse("default", answer()));
    }

    private static ApiResponse answer() {
        var content = new Content()
                .addMediaType(
                        MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        new io.swagger.v3.oas.models.media.MediaType().schema(new Schema<>().$ref(PROBLEM)));
        return new ApiResponse()
                .description("Any error, as problem details (RFC 9457)")
                .content(content);
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().description("What kind of problem, as a URI; to be relied on"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("detail", new StringSchema().description("For a person"))
                .addProperty("instance", new StringSchema())
                .addProperty("errors", new Schema<>().type("array").description("Each parameter that is wrong"));
    }
}
