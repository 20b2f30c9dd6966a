package kz.negiz.video;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Keeps the access to the video of temporary storage warehouses, and shows it only to whom the law names. */
@SpringBootApplication
@EnableConfigurationProperties(VideoProperties.class)
public class VideoAccessApplication {

    static void main(String[] args) {
        SpringApplication.run(VideoAccessApplication.class, args);
    }
}
