package io.modelops.bundle.value;

import java.io.Serializable;

/** What is serialised in the place of a reference. */
record WrittenReference(String text) implements Serializable {
  private Object readResolve() {
    return Reference.parse(text);
  }
}
