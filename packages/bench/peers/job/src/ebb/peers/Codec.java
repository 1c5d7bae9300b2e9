package ebb.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Records in the registry's wire format, field by field as schemas/Purchase.avsc and schemas/LifecycleTransition.avsc say, which is
 * faster than generic or generated records; and states as bytes. Keeps buffers: one for each thread.
 */
public final class Codec {
  private static final Stage[] STAGES = Stage.values();
  private static final int HEAD_BYTES = 5;

  private final int purchaseSchemaId;
  private final int transitionSchemaId;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;

  /** With the ids that the registry gave, in PURCHASE_SCHEMA_ID and TRANSITION_SCHEMA_ID. */
  public Codec() {
    purchaseSchemaId = Integer.parseInt(System.getenv("PURCHASE_SCHEMA_ID"));
    transitionSchemaId = Integer.parseInt(System.getenv("TRANSITION_SCHEMA_ID"));
  }

  public Purchase decodePurchase(byte[] framed) {
    int schemaId = ByteBuffer.wrap(framed).getInt(1);
    if (framed[0] != 0 || schemaId != purchaseSchemaId) throw new IllegalArgumentException("no ebb.Purchase: schema " + schemaId);
    try {
      decoder = DecoderFactory.get().binaryDecoder(framed, HEAD_BYTES, framed.length - HEAD_BYTES, decoder);
      String eventId = decoder.readString();
      decoder.skipString(); // customerId: the key has it
      if (decoder.readEnum() != 0) throw new IllegalArgumentException("a refund, of which the job knows nothing");
      decoder.skipString(); // orderId
      return new Purchase(eventId, decoder.readLong(), decoder.readLong());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public byte[] encodeTransition(String customerId, Purchase cause, Transition transition) {
    out.reset();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(transitionSchemaId).array());
    try {
      encoder = EncoderFactory.get().binaryEncoder(out, encoder);
      encoder.writeString(cause.eventId() + "/transition");
      encoder.writeInt(0); // revision
      encoder.writeString(customerId);
      encoder.writeLong(cause.occurredAt());
      encoder.writeString(cause.eventId());
      encoder.writeString(transition.from().word);
      encoder.writeString(transition.to().word);
      encoder.writeString("steady"); // fromRisk
      encoder.writeString("steady"); // toRisk
      encoder.writeString("none"); // advocacy
      encoder.writeInt(1); // lifetime
      encoder.writeString(transition.reason());
      encoder.writeBoolean(false); // wonBack
      encoder.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  public byte[] encodeCustomer(Customer customer) {
    out.reset();
    try {
      encoder = EncoderFactory.get().binaryEncoder(out, encoder);
      encoder.writeEnum(customer.stage.ordinal());
      encoder.writeInt(customer.purchaseDays);
      encoder.writeInt(customer.buckets);
      int day = 0;
      for (int index = 0; index < customer.buckets; index += 1) {
        encoder.writeInt(customer.days[index] - day);
        day = customer.days[index];
        encoder.writeLong(customer.amountsMinor[index]);
      }
      encoder.writeInt(customer.recent);
      long at = 0;
      for (int index = 0; index < customer.recent; index += 1) {
        encoder.writeString(customer.recentIds[index]);
        encoder.writeLong(customer.recentAt[index] - at);
        at = customer.recentAt[index];
      }
      encoder.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  public Customer decodeCustomer(byte[] bytes) {
    try {
      decoder = DecoderFactory.get().binaryDecoder(bytes, decoder);
      Customer customer = new Customer();
      customer.stage = STAGES[decoder.readEnum()];
      customer.purchaseDays = decoder.readInt();
      customer.buckets = decoder.readInt();
      customer.days = new int[customer.buckets + 1];
      customer.amountsMinor = new long[customer.buckets + 1];
      int day = 0;
      for (int index = 0; index < customer.buckets; index += 1) {
        day += decoder.readInt();
        customer.days[index] = day;
        customer.amountsMinor[index] = decoder.readLong();
        customer.monetaryMinor += customer.amountsMinor[index];
      }
      customer.recent = decoder.readInt();
      customer.recentIds = new String[customer.recent + 1];
      customer.recentAt = new long[customer.recent + 1];
      long at = 0;
      for (int index = 0; index < customer.recent; index += 1) {
        customer.recentIds[index] = decoder.readString();
        at += decoder.readLong();
        customer.recentAt[index] = at;
      }
      return customer;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
