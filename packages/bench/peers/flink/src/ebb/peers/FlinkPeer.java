package ebb.peers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The job on Flink, exactly once: {@code FlinkPeer hashmap|rocksdb}. One process holds job manager and task manager, one slot for
 * each of two cores. Ends on SIGTERM.
 */
public final class FlinkPeer {
  private static final int PARALLELISM = 2;

  /** Key and value as they come and go: bytes cross from task to task at less cost than decoded records. */
  private static final TypeInformation<Tuple2<String, byte[]>> KEYED_BYTES =
      Types.TUPLE(Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE));

  public static void main(String[] arguments) throws Exception {
    var environment = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, settings(arguments[0]));
    environment.getConfig().setAutoWatermarkInterval(0);
    environment
        .fromSource(source(), WatermarkStrategy.noWatermarks(), "purchases", KEYED_BYTES)
        .keyBy(keyed -> keyed.f0, Types.STRING)
        .process(new Folding())
        .returns(KEYED_BYTES)
        .sinkTo(sink());
    environment.execute();
  }

  private static Configuration settings(String backend) {
    String directory = "file://" + System.getenv("STATE_DIRECTORY");
    return new Configuration()
        .set(StateBackendOptions.STATE_BACKEND, backend)
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory)
        .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true)
        .set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE)
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(commitIntervalMilliseconds()))
        .set(PipelineOptions.OBJECT_REUSE, true)
        .set(TaskManagerOptions.NUM_TASK_SLOTS, PARALLELISM)
        .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
  }

  private static long commitIntervalMilliseconds() {
    return Long.parseLong(System.getenv("COMMIT_INTERVAL_MILLISECONDS"));
  }

  private static KafkaSource<Tuple2<String, byte[]>> source() {
    return KafkaSource.<Tuple2<String, byte[]>>builder()
        .setBootstrapServers(System.getenv("KAFKA_BROKERS"))
        .setTopics(System.getenv("INPUT_TOPIC"))
        .setGroupId(System.getenv("GROUP_ID"))
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperty("max.poll.records", "5000")
        .setDeserializer(new Undecoded())
        .build();
  }

  private static KafkaSink<Tuple2<String, byte[]>> sink() {
    Properties settings = new Properties();
    // Longer than from one checkpoint to the next, shorter than the broker allows.
    settings.setProperty("transaction.timeout.ms", "600000");
    settings.setProperty("batch.size", String.valueOf(256 << 10));
    settings.setProperty("linger.ms", "20");
    String topic = System.getenv("OUTPUT_TOPIC");
    KafkaRecordSerializationSchema<Tuple2<String, byte[]>> serializer =
        (keyed, context, timestamp) -> new ProducerRecord<>(topic, keyed.f0.getBytes(StandardCharsets.UTF_8), keyed.f1);
    return KafkaSink.<Tuple2<String, byte[]>>builder()
        .setBootstrapServers(System.getenv("KAFKA_BROKERS"))
        .setKafkaProducerConfig(settings)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(System.getenv("GROUP_ID"))
        .setRecordSerializer(serializer)
        .build();
  }

  private static final class Undecoded implements KafkaRecordDeserializationSchema<Tuple2<String, byte[]>> {
    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<String, byte[]>> out) {
      out.collect(Tuple2.of(new String(record.key(), StandardCharsets.UTF_8), record.value()));
    }

    @Override
    public TypeInformation<Tuple2<String, byte[]>> getProducedType() {
      return KEYED_BYTES;
    }
  }

  /**
   * Says on standard output, in lines of `committed <subtask> <events>`, how many events a completed checkpoint holds: the offsets that
   * the source commits to Kafka come up to ten seconds later.
   */
  private static final class Folding extends KeyedProcessFunction<String, Tuple2<String, byte[]>, Tuple2<String, byte[]>>
      implements CheckpointedFunction, CheckpointListener {
    private final NavigableMap<Long, Long> eventsAt = new TreeMap<>();
    private long events = 0;
    private transient Codec codec;
    private transient ValueState<Customer> customers;

    @Override
    public void open(OpenContext context) {
      codec = new Codec();
      customers = getRuntimeContext().getState(new ValueStateDescriptor<>("customers", new CustomerSerializer()));
    }

    @Override
    public void processElement(Tuple2<String, byte[]> keyed, Context context, Collector<Tuple2<String, byte[]>> out)
        throws Exception {
      events += 1;
      Purchase purchase = codec.decodePurchase(keyed.f1);
      Customer known = customers.value();
      Customer customer = known == null ? new Customer() : known;
      Transition transition = customer.onPurchase(purchase);
      customers.update(customer);
      if (transition != null) out.collect(Tuple2.of(keyed.f0, codec.encodeTransition(keyed.f0, purchase, transition)));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      eventsAt.put(context.getCheckpointId(), events);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      System.out.println("committed " + subtask + " " + eventsAt.get(checkpoint));
      eventsAt.headMap(checkpoint, true).clear();
    }
  }
}
