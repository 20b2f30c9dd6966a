package kz.negiz.testkit.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds the schemas of a description to the types that are read and written. */
public final class DescribedTypes {

    private static final Map<Type, String> SCALARS = Map.ofEntries(
            Map.entry(String.class, "string"),
            Map.entry(UUID.class, "string uuid"),
            Map.entry(Instant.class, "string date-time"),
            Map.entry(LocalDate.class, "string date"),
            Map.entry(int.class, "integer int32"),
            Map.entry(Integer.class, "integer int32"),
            Map.entry(long.class, "integer int64"),
            Map.entry(Long.class, "integer int64"),
            Map.entry(double.class, "number double"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(Boolean.class, "boolean"));

    private final JsonNode api;
    private final List<String> wrong = new ArrayList<>();

    DescribedTypes(JsonNode api) {
        this.api = api;
    }

    /** What has to be written otherwise. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** What a reference leads to, or the node itself. */
    static JsonNode resolved(JsonNode api, JsonNode node) {
        JsonNode found = node;
        while (found.path("$ref").isString()) {
            found = api.at(found.path("$ref").asString("").substring(1));
        }
        return found;
    }

    /** The type of a parameter or property, as a schema says it: {@code string uuid}. */
    static String described(JsonNode schema) {
        return (schema.path("type").asString("") + " " + schema.path("format").asString("")).strip();
    }

    /** The same as it has to be. */
    static String scalar(Type type) {
        return SCALARS.getOrDefault(type, "none");
    }

    /** The texts of an array. */
    public static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    /** The names of an enumeration's constants. */
    public static Set<String> constants(Class<?> type) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(type.getEnumConstants()).forEach(each -> names.add(((Enum<?>) each).name()));
        return names;
    }

    /** Holds a schema to a type; what is otherwise stands in {@link #wrong} then. */
    public void hold(Type type, JsonNode described, String where) {
        JsonNode schema = resolved(api, described);
        if (type instanceof ParameterizedType generic) {
            Type inner = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                hold(inner, schema, where);
            } else if (Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
                same(where, "type", "array", described(schema));
                hold(inner, schema.path("items"), where + "[]");
            } else {
                wrong.add(where + ": nobody knows how " + type + " is described");
            }
        } else if (SCALARS.containsKey(type)) {
            same(where, "type and format", scalar(type), described(schema));
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            same(where, "type", "string", described(schema));
            same(where, "enum", constants(plain), texts(schema.path("enum")));
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            holdRecord(plain, schema, where);
        } else if (type != JsonNode.class) {
            wrong.add(where + ": nobody knows how " + type + " is described");
        }
    }

    private void holdRecord(Class<?> type, JsonNode schema, String where) {
        same(where, "type", "object", described(schema));
        Set<String> names = new TreeSet<>();
        Set<String> required = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            String name = name(component);
            names.add(name);
            if (component.getType() != Optional.class
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(name);
            }
            JsonNode property = schema.path("properties").path(name);
            if (!property.isMissingNode()) {
                hold(component.getGenericType(), property, where + "." + name);
                holdBounds(field(type, component.getName()), resolved(api, property), where + "." + name);
            }
        }
        same(where, "properties", names, new TreeSet<>(schema.path("properties").propertyNames()));
        same(where, "required", required, texts(schema.path("required")));
    }

    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private void holdBounds(Field field, JsonNode schema, String where) {
        String counted = Collection.class.isAssignableFrom(field.getType()) ? "Items" : "Length";
        @Nullable Size size = field.getAnnotation(Size.class);
        int least = field.isAnnotationPresent(NotBlank.class) || field.isAnnotationPresent(NotEmpty.class) ? 1 : 0;
        int most = Integer.MAX_VALUE;
        if (size != null) {
            least = Math.max(least, size.min());
            most = size.max();
            same(where, "max" + counted, most, schema.path("max" + counted).asInt(Integer.MAX_VALUE));
        }
        same(where, "min" + counted, least, schema.path("min" + counted).asInt(0));
        @Nullable Pattern pattern = field.getAnnotation(Pattern.class);
        if (pattern != null) {
            same(
                    where,
                    "pattern",
                    "^" + pattern.regexp() + "$",
                    schema.path("pattern").asString(""));
        }
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each component", e);
        }
    }

    private void same(String where, String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            wrong.add(where + ": write " + what + " " + wanted + " instead of " + found);
        }
    }
}
