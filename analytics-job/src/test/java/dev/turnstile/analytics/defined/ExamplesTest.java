package dev.turnstile.analytics.defined;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.analytics.BoundedRun;
import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.analytics.eventlake.DuckDb;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Definition.Csv;
import dev.turnstile.definitions.Window;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.reading.RecordReader;
import dev.turnstile.events.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The examples, with some of their records repeated, out of order and late, in minutes, hours and days against SQL over
 * the same rows by a database that knows nothing of the platform.
 */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../examples");
    /** With one task, as in a replay, what comes after its window was final always corrects it. */
    private static final int PARALLELISM = 1;

    private static final Pattern TIME = Pattern.compile("\"ts\":([0-9]{10})|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}");

    @RegisterExtension
    static final MiniClusterExtension FLINK = BoundedRun.cluster(PARALLELISM);

    @TempDir
    Path directory;

    private enum Example {
        RETAIL("retail.csv", ZoneId.of("Europe/London"), "country,net,gross,refunds,lines,customers", """
                SELECT Country, strftime(InvoiceDate, '%FORMAT') AS w,
                    sum(Quantity * UnitPrice)::DECIMAL(18, 2),
                    coalesce(sum(Quantity * UnitPrice) FILTER (Quantity > 0), 0)::DECIMAL(18, 2),
                    coalesce(sum(Quantity * UnitPrice) FILTER (Quantity < 0), 0)::DECIMAL(18, 2),
                    count(*), count(DISTINCT CustomerID)
                FROM read_csv('%FILE', header = true, columns = {InvoiceNo: 'VARCHAR', StockCode: 'VARCHAR',
                    Description: 'VARCHAR', Quantity: 'BIGINT', InvoiceDate: 'TIMESTAMP', UnitPrice: 'DECIMAL(9, 2)',
                    CustomerID: 'DOUBLE', Country: 'VARCHAR'})
                WHERE Country <> 'Unspecified' GROUP BY ALL"""),
        LISTENING("listening.jsonl", ZoneId.of("UTC"), "level,plays,logged_out,listeners,sessions,played", """
                SELECT level, strftime(epoch_ms(ts), '%FORMAT') AS w,
                    count(*), count(*) FILTER (auth = 'Logged Out'), count(DISTINCT nullif(userId, '')),
                    count(DISTINCT sessionId), coalesce(sum(round(duration, 3)), 0)::DECIMAL(18, 3)
                FROM read_json('%FILE', columns = {ts: 'BIGINT', userId: 'VARCHAR', sessionId: 'BIGINT', page: 'VARCHAR',
                    auth: 'VARCHAR', level: 'VARCHAR', duration: 'DECIMAL(12, 5)'})
                WHERE page = 'NextSong' GROUP BY ALL"""),
        TAXI("taxi.csv", ZoneId.of("America/New_York"), "zone,rides,fares,refunded,tips,longest", """
                SELECT PULocationID, strftime(tpep_dropoff_datetime, '%FORMAT') AS w,
                    count(*), sum(fare_amount)::DECIMAL(18, 2), count(*) FILTER (fare_amount < 0),
                    coalesce(sum(tip_amount) FILTER (payment_type = 1), 0)::DECIMAL(18, 2),
                    max(trip_distance)::DECIMAL(9, 2)
                FROM read_csv('%FILE', header = true, columns = {VendorID: 'INTEGER', tpep_pickup_datetime: 'TIMESTAMP',
                    tpep_dropoff_datetime: 'TIMESTAMP', passenger_count: 'DOUBLE', trip_distance: 'DECIMAL(9, 2)',
                    PULocationID: 'INTEGER', DOLocationID: 'INTEGER', payment_type: 'INTEGER',
                    fare_amount: 'DECIMAL(9, 2)', tip_amount: 'DECIMAL(9, 2)', total_amount: 'DECIMAL(9, 2)'})
                GROUP BY ALL""");

        private final String file;
        private final ZoneId zone;
        /** What a window is of, and its measures, in the order of the query. */
        private final String fields;

        private final String query;

        Example(String file, ZoneId zone, String fields, String query) {
            this.file = file;
            this.zone = zone;
            this.fields = fields;
            this.query = query;
        }

        Definition definition() throws Exception {
            return DefinitionFile.read(EXAMPLES.resolve(file.replaceFirst("\\..*", ".yaml")));
        }

        boolean isCsv() {
            return file.endsWith(".csv");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_window_is_what_sql_says_of_the_same_rows(Example example) throws Exception {
        Definition definition = example.definition();
        List<String> lines = new ArrayList<>(Files.readAllLines(EXAMPLES.resolve(example.file)));
        String header = example.isCsv() ? lines.remove(0) : "";
        List<String> perturbed = perturbed(lines);
        Path file = directory.resolve(example.file);
        Files.write(file, header.isEmpty() ? perturbed : withHeader(header, perturbed));

        BoundedRun run = run(definition, header, perturbed);
        List<OutgoingRecord> results = run.results();

        assertThat(run.account().read()).isEqualTo(perturbed.size());
        assertThat(run.account().counted() + run.account().ignored()).isEqualTo(perturbed.size());
        for (Window window : definition.windows()) {
            String format = format(window.every());
            String query = example.query
                    .replace(
                            "%FORMAT",
                            format.replace("yyyy", "%Y")
                                    .replace("MM", "%m")
                                    .replace("dd", "%d")
                                    .replace("HH", "%H")
                                    .replace("mm", "%M"))
                    .replace("%FILE", file.toString());
            assertThat(told(example, definition, window, results))
                    .as(window.name())
                    .isEqualTo(new TreeSet<>(DuckDb.once(query)));
        }
        assertThat(results).anyMatch(record -> text(record).contains("\"status\":\"corrected\""));
    }

    private static List<String> withHeader(String header, List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        all.add(0, header);
        return all;
    }

    /** One in twenty comes twice, each up to two minutes after its time, and one in a hundred five minutes. */
    private static List<String> perturbed(List<String> lines) {
        Random random = new Random(7);
        Map<Double, String> byArrival = new TreeMap<>();
        for (String line : lines) {
            for (int times = random.nextInt(20) == 0 ? 2 : 1; times > 0; times--) {
                double late = random.nextInt(100) == 0 ? 300 : 120 * random.nextDouble();
                byArrival.put(seconds(line) + late + random.nextDouble(), line);
            }
        }
        return List.copyOf(byArrival.values());
    }

    /** The last time in a line is that of its event; by whatever clock. */
    private static long seconds(String line) {
        Matcher times = TIME.matcher(line);
        long seconds = 0;
        while (times.find()) {
            seconds = times.group(1) != null
                    ? Long.parseLong(times.group(1))
                    : LocalDateTime.parse(times.group().replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
        }
        return seconds;
    }

    private static BoundedRun run(Definition definition, String header, List<String> lines) throws Exception {
        Csv csv = definition.source().csv();
        Map<String, byte[]> headers = new HashMap<>();
        if (csv != null && csv.columns().isEmpty()) {
            headers.put(RecordReader.CSV_HEADER, header.getBytes(UTF_8));
        }
        String topic = definition.source().topics().get(0);
        List<Arrival> arrivals = new ArrayList<>();
        for (String line : lines) {
            arrivals.add(Arrival.ofRecord(topic, 0, arrivals.size(), 1_000_000, null, line.getBytes(UTF_8), headers));
        }
        return BoundedRun.of(PipelineCatalog.of(definition).builder(), arrivals, PARALLELISM);
    }

    /** The last result of each window, as the query has it. */
    private static Set<String> told(
            Example example, Definition definition, Window window, List<OutgoingRecord> results) {
        boolean isLive = window.equals(definition.live());
        String prefix = definition.pipeline() + (isLive ? "|" : "/" + window.name() + "|");
        Map<String, String> latest = results.stream()
                .filter(record -> record.topic().equals(Topics.RESULTS.name()))
                .filter(record -> new String(record.key(), UTF_8).startsWith(prefix))
                .collect(Collectors.toMap(
                        record -> new String(record.key(), UTF_8),
                        ExamplesTest::text,
                        (one, other) -> List.of(one, other).stream()
                                .max(Comparator.comparing(json -> Integer.parseInt(field(json, "revision"))))
                                .orElseThrow()));
        return latest.values().stream()
                .map(json -> row(example, window, json))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(Example example, Window window, String json) {
        List<String> cells = new ArrayList<>(Stream.of(example.fields.split(",", -1))
                .map(name -> field(json, name))
                .toList());
        cells.add(
                1,
                DateTimeFormatter.ofPattern(format(window.every()))
                        .format(Instant.parse(field(json, "window_start")).atZone(example.zone)));
        return String.join("|", cells);
    }

    private static String format(Duration length) {
        return switch ((int) length.toMinutes()) {
            case 1 -> "yyyy-MM-dd HH:mm";
            case 60 -> "yyyy-MM-dd HH";
            default -> "yyyy-MM-dd";
        };
    }

    private static String text(OutgoingRecord record) {
        return new String(record.value(), UTF_8);
    }

    private static String field(String json, String name) {
        Matcher field =
                Pattern.compile("\"" + name + "\":(?:\"([^\"]*)\"|([^,}]*))").matcher(json);
        assertThat(field.find()).as(name + " in " + json).isTrue();
        return field.group(1) != null ? field.group(1) : field.group(2);
    }
}
