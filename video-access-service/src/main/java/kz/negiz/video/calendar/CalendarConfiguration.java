package kz.negiz.video.calendar;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import kz.negiz.video.VideoProperties;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** Reads the calendar. */
@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {

    @Bean
    WorkingDays workingDays(VideoProperties properties) {
        return read(properties.workingDays());
    }

    static WorkingDays read(Resource file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<LocalDate, WorkingDays.Decided> decided = new HashMap<>();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8);
                CSVParser rows = format.parse(reader)) {
            for (CSVRecord row : rows) {
                LocalDate day = LocalDate.parse(row.get("day"));
                if (decided.put(day, WorkingDays.Decided.valueOf(row.get("kind"))) != null) {
                    throw new IllegalArgumentException(day + " stands twice in the calendar " + file.getFilename());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The calendar " + file.getFilename() + " can't be read", e);
        }
        return new WorkingDays(decided);
    }
}
