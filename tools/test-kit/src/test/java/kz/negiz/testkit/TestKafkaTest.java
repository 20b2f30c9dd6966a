package kz.negiz.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestKafkaTest {

    @Test
    @DisplayName("a killed broker comes back on the same address with its topics")
    void survivesKill() throws Exception {
        TestKafka.createTopic("testkit", 1);
        String address = TestKafka.bootstrapServers();
        TestKafka.kill();
        TestKafka.restart();
        assertThat(TestKafka.bootstrapServers()).isEqualTo(address);
        try (Admin admin = Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address))) {
            Set<String> topics = admin.listTopics().names().get();
            assertThat(topics).contains("testkit");
        }
    }
}
