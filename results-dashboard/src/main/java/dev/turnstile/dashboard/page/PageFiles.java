package dev.turnstile.dashboard.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How the page's files are served: its own are asked for again each time and mostly have not changed; those of the
 * libraries, whose addresses name their version, are kept for good.
 */
@Configuration(proxyBeanMethods = false)
class PageFiles implements WebMvcConfigurer {

    private final Map<String, String> tags = new ConcurrentHashMap<>();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/_static/**")
                .addResourceLocations("classpath:/META-INF/resources/_static/")
                .setUseLastModified(false)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations("classpath:/static/")
                // In a reproducible build all files are of the same age, whatever their content.
                .setUseLastModified(false)
                .setEtagGenerator(this::tag)
                .setCacheControl(CacheControl.noCache());
    }

    /** Weak, because what is sent may be compressed. There are as many as there are files. */
    private String tag(Resource file) {
        return tags.computeIfAbsent(file.getDescription(), name -> {
            try {
                return "W/\"" + DigestUtils.md5DigestAsHex(file.getContentAsByteArray()) + "\"";
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + name, e);
            }
        });
    }
}
