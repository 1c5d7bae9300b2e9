package ebb.peers;

import java.util.Arrays;

/**
 * The job: a customer's purchase days within 365 days as buckets, with frequency and revenue of the window, and the stage that
 * follows from them. An event id seen within 48 hours of event time changes nothing.
 */
public final class Customer {
  private static final long DAY_MILLISECONDS = 86_400_000;
  private static final long REPEAT_MILLISECONDS_MAX = 48 * 3_600_000L;
  private static final int WINDOW_DAYS = 365;
  private static final int CORE_PURCHASE_DAYS_MIN = 4;

  /** Where small customers end: infra/cdnow/calibration.json. */
  private static final long CORE_REVENUE_MIN_MINOR = 4_968;

  Stage stage = Stage.NONE;

  /** Purchase days of the whole history. */
  int purchaseDays = 0;

  /** Of the window, ascending; the first {@code buckets} are in use. */
  int[] days = new int[4];

  long[] amountsMinor = new long[4];
  int buckets = 0;

  /** The sum of the amounts. */
  long monetaryMinor = 0;

  /** Event ids of the last 48 hours and their times, oldest first; the first {@code recent} are in use. */
  String[] recentIds = new String[2];

  long[] recentAt = new long[2];
  int recent = 0;

  /** Null where the stage stays as it is. */
  public Transition onPurchase(Purchase purchase) {
    if (isRepeat(purchase)) return null;
    addToWindow((int) Math.floorDiv(purchase.occurredAt(), DAY_MILLISECONDS), purchase.amountMinor());
    Stage from = stage;
    stage = stageAfter();
    return stage == from ? null : new Transition(from, stage, reasonOf(stage));
  }

  private Stage stageAfter() {
    if (stage == Stage.CORE) return stage;
    if (stage == Stage.NONE) return Stage.FIRST_TIME;
    if (buckets >= CORE_PURCHASE_DAYS_MIN && monetaryMinor >= CORE_REVENUE_MIN_MINOR) return Stage.CORE;
    return purchaseDays >= 2 ? Stage.EARLY_REPEAT : stage;
  }

  private static String reasonOf(Stage stage) {
    return switch (stage) {
      case FIRST_TIME -> "first-purchase";
      case CORE -> "core-test";
      default -> "repeat-purchase";
    };
  }

  private void addToWindow(int day, long amountMinor) {
    int out = 0;
    while (out < buckets && days[out] <= day - WINDOW_DAYS) monetaryMinor -= amountsMinor[out++];
    if (out > 0) {
      buckets -= out;
      System.arraycopy(days, out, days, 0, buckets);
      System.arraycopy(amountsMinor, out, amountsMinor, 0, buckets);
    }
    monetaryMinor += amountMinor;
    int at = buckets;
    while (at > 0 && days[at - 1] > day) at -= 1;
    if (at > 0 && days[at - 1] == day) {
      amountsMinor[at - 1] += amountMinor;
      return;
    }
    if (buckets == days.length) {
      days = Arrays.copyOf(days, 2 * buckets);
      amountsMinor = Arrays.copyOf(amountsMinor, 2 * buckets);
    }
    System.arraycopy(days, at, days, at + 1, buckets - at);
    System.arraycopy(amountsMinor, at, amountsMinor, at + 1, buckets - at);
    days[at] = day;
    amountsMinor[at] = amountMinor;
    buckets += 1;
    purchaseDays += 1;
  }

  private boolean isRepeat(Purchase purchase) {
    int out = 0;
    while (out < recent && recentAt[out] < purchase.occurredAt() - REPEAT_MILLISECONDS_MAX) out += 1;
    if (out > 0) {
      recent -= out;
      System.arraycopy(recentIds, out, recentIds, 0, recent);
      System.arraycopy(recentAt, out, recentAt, 0, recent);
      Arrays.fill(recentIds, recent, recent + out, null);
    }
    for (int index = recent - 1; index >= 0; index -= 1) if (recentIds[index].equals(purchase.eventId())) return true;
    if (recent == recentIds.length) {
      recentIds = Arrays.copyOf(recentIds, 2 * recent);
      recentAt = Arrays.copyOf(recentAt, 2 * recent);
    }
    recentIds[recent] = purchase.eventId();
    recentAt[recent] = purchase.occurredAt();
    recent += 1;
    return false;
  }

  /** Apart from this one. */
  public Customer copy() {
    Customer copy = new Customer();
    copy.stage = stage;
    copy.purchaseDays = purchaseDays;
    copy.days = days.clone();
    copy.amountsMinor = amountsMinor.clone();
    copy.buckets = buckets;
    copy.monetaryMinor = monetaryMinor;
    copy.recentIds = recentIds.clone();
    copy.recentAt = recentAt.clone();
    copy.recent = recent;
    return copy;
  }
}
