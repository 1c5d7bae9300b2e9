package ebb.peers;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's own for classes that it does not know, Kryo, is several times as slow. */
public final class CustomerSerializer extends TypeSerializerSingleton<Customer> {
  private static final ThreadLocal<Codec> CODECS = ThreadLocal.withInitial(Codec::new);

  @Override
  public void serialize(Customer customer, DataOutputView target) throws IOException {
    byte[] bytes = CODECS.get().encodeCustomer(customer);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public Customer deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return CODECS.get().decodeCustomer(bytes);
  }

  @Override
  public Customer deserialize(Customer reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public Customer copy(Customer customer) {
    return customer.copy();
  }

  @Override
  public Customer copy(Customer customer, Customer reuse) {
    return customer.copy();
  }

  @Override
  public Customer createInstance() {
    return new Customer();
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<Customer> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by its name when a checkpoint is read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Customer> {
    public Snapshot() {
      super(CustomerSerializer::new);
    }
  }
}
