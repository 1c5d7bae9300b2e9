package ebb.peers;

/** Of docs/rules.md, as far as purchases alone lead. */
public enum Stage {
  NONE("none"),
  FIRST_TIME("first-time"),
  EARLY_REPEAT("early-repeat"),
  CORE("core");

  public final String word;

  Stage(String word) {
    this.word = word;
  }
}
