package dev.unthrottle.aws;

import dev.unthrottle.probe.ConnectTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Times of connections as a list of DynamoDB: TCP, and after it TLS where there was any. */
final class ConnectItem {

  private ConnectItem() {}

  static AttributeValue of(List<ConnectTime> times) {
    return AttributeValue.fromL(times.stream().map(ConnectItem::of).toList());
  }

  private static AttributeValue of(ConnectTime time) {
    AttributeValue tcp = StoredItem.text(time.tcp().toString());
    Duration tls = time.tls();
    return AttributeValue.fromL(
        tls == null ? List.of(tcp) : List.of(tcp, StoredItem.text(tls.toString())));
  }

  static List<ConnectTime> read(AttributeValue value) {
    return value.l().stream().map(ConnectItem::time).toList();
  }

  private static ConnectTime time(AttributeValue value) {
    List<Duration> phases =
        value.l().stream().map(it -> Duration.parse(Objects.requireNonNull(it.s()))).toList();
    return new ConnectTime(phases.getFirst(), phases.size() > 1 ? phases.get(1) : null);
  }
}
