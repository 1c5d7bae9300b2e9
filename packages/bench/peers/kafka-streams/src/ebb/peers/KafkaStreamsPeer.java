package ebb.peers;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The job on Kafka Streams, exactly once: {@code KafkaStreamsPeer rocksdb|memory}. Ends on SIGTERM. */
public final class KafkaStreamsPeer {
  private static final String STORE = "customers";

  public static void main(String[] arguments) {
    boolean inMemory = arguments[0].equals("memory");
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(store(inMemory));
    builder
        .stream(System.getenv("INPUT_TOPIC"), Consumed.with(Serdes.String(), Serdes.ByteArray()))
        .processValues(Folding::new, STORE)
        .to(System.getenv("OUTPUT_TOPIC"), Produced.with(Serdes.String(), Serdes.ByteArray()));
    KafkaStreams streams = new KafkaStreams(builder.build(), settings());
    streams.setUncaughtExceptionHandler(
        error -> {
          error.printStackTrace();
          return StreamThreadExceptionResponse.SHUTDOWN_APPLICATION;
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(Duration.ofSeconds(20))));
    streams.start();
  }

  /** What is stored is logged to Kafka. RocksDB behind a cache, as is the default; memory without, as there is nothing to spare. */
  private static StoreBuilder<KeyValueStore<String, Customer>> store(boolean inMemory) {
    var supplier = inMemory ? Stores.inMemoryKeyValueStore(STORE) : Stores.persistentKeyValueStore(STORE);
    var builder = Stores.keyValueStoreBuilder(supplier, Serdes.String(), customers());
    return inMemory ? builder.withCachingDisabled() : builder.withCachingEnabled();
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, System.getenv("GROUP_ID"));
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, System.getenv("KAFKA_BROKERS"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getenv("STATE_DIRECTORY"));
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, System.getenv("COMMIT_INTERVAL_MILLISECONDS"));
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64 << 20);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
    return settings;
  }

  private static Serde<Customer> customers() {
    ThreadLocal<Codec> codecs = ThreadLocal.withInitial(Codec::new);
    Serializer<Customer> serializer = (topic, customer) -> customer == null ? null : codecs.get().encodeCustomer(customer);
    Deserializer<Customer> deserializer = (topic, bytes) -> bytes == null ? null : codecs.get().decodeCustomer(bytes);
    return Serdes.serdeFrom(serializer, deserializer);
  }

  private static final class Folding implements FixedKeyProcessor<String, byte[], byte[]> {
    private final Codec codec = new Codec();
    private FixedKeyProcessorContext<String, byte[]> context;
    private KeyValueStore<String, Customer> customers;

    @Override
    public void init(FixedKeyProcessorContext<String, byte[]> context) {
      this.context = context;
      customers = context.getStateStore(STORE);
    }

    @Override
    public void process(FixedKeyRecord<String, byte[]> record) {
      Purchase purchase = codec.decodePurchase(record.value());
      Customer known = customers.get(record.key());
      Customer customer = known == null ? new Customer() : known;
      Transition transition = customer.onPurchase(purchase);
      customers.put(record.key(), customer);
      if (transition != null) context.forward(record.withValue(codec.encodeTransition(record.key(), purchase, transition)));
    }
  }
}
