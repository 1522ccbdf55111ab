package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A diagnosis in which every text that a constructor takes is one that means harm. */
public final class EvilCase {

  static final List<String> TEXTS =
      List.of(
          "<script>alert(1)</script>",
          "\"><img onerror=\"alert(1)\" src=\"x\">",
          "' onmouseover='alert(1)",
          "</style></script><script>alert(1)</script><!--",
          "]]>",
          "javascript:alert(1)",
          "&amp;&lt;b&#62;",
          "%s%n%d ${x} {{x}}",
          "invoice\u202Eexe.txt\u2066\u200Fend",
          "bell\u0007nul\u0000escape\u001B[31mnext\u0085none\uFFFE",
          "half\uD800pair",
          "functions-with-the-longest-of-names-".repeat(20));

  private EvilCase() {}

  /** The diagnosis of a call that collides with itself, with {@code evil} in all its texts. */
  public static Diagnosis diagnosis(String evil) {
    return (Diagnosis) turned(GoldenCase.SELF_COLLISION.diagnosis(), evil);
  }

  /** What of a text may be seen. */
  static String shown(String evil) {
    return evil.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\uFFFE]", "\uFFFD");
  }

  private static @Nullable Object turned(@Nullable Object value, String evil) {
    return switch (value) {
      case null -> null;
      case String _ -> evil;
      case Record fact -> turned(fact, evil);
      case List<?> list -> list.stream().map(it -> turned(it, evil)).toList();
      case Map<?, ?> map -> turned(map, evil);
      default -> value;
    };
  }

  private static Map<Object, @Nullable Object> turned(Map<?, ?> map, String evil) {
    var turned = new LinkedHashMap<Object, @Nullable Object>();
    map.forEach(
        (key, value) -> turned.put(key instanceof String ? key + evil : key, turned(value, evil)));
    return turned;
  }

  /** A record with evil in it; as it was, where its constructor refuses that. */
  private static Record turned(Record fact, String evil) {
    RecordComponent[] components = fact.getClass().getRecordComponents();
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<? extends Record> constructor = fact.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      @Nullable Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        components[i].getAccessor().setAccessible(true);
        values[i] = turned(components[i].getAccessor().invoke(fact), evil);
      }
      return constructor.newInstance(values);
    } catch (InvocationTargetException _) {
      return fact;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("A record that can't be made anew: " + fact.getClass(), e);
    }
  }
}
