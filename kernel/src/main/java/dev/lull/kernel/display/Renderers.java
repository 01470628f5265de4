package dev.lull.kernel.display;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How types look. The renderer of the nearest type wins: the class itself, its superclasses, then interfaces from near
 * to far. Where there is none, or where it fails, the value's bounded plain text is shown.
 */
public final class Renderers {
    private static final Renderers SHARED = new Renderers();

    private final Map<Class<?>, Function<Object, MimeBundle>> byType = new ConcurrentHashMap<>();
    private final Set<Class<?>> known = new HashSet<>();
    private boolean providersAsked;

    /** An empty registry, which knows only the plain values of the JDK. */
    public Renderers() {
        Looks.addTo(this);
    }

    /** The registry of this process. Asks the service providers when the first value arrives that is not a plain one. */
    public static Renderers shared() {
        return SHARED;
    }

    /** Adds or replaces the look of a type and of its subtypes. */
    public <T> void add(Class<T> type, Function<? super T, MimeBundle> renderer) {
        byType.put(type, value -> renderer.apply(type.cast(value)));
    }

    /** What a value looks like. Never fails and never takes long over deep, cyclic or huge values. */
    public MimeBundle render(Object value) {
        if (value instanceof MimeBundle bundle) {
            return bundle;
        }
        if (value == null || isPlain(value) && !byType.containsKey(value.getClass())) {
            return MimeBundle.text(PlainText.of(value));
        }
        askProviders();
        for (Class<?> type : nearestFirst(value.getClass())) {
            Function<Object, MimeBundle> renderer = byType.get(type);
            if (renderer != null) {
                return rendered(value, renderer);
            }
        }
        return MimeBundle.text(PlainText.of(value));
    }

    private static MimeBundle rendered(Object value, Function<Object, MimeBundle> renderer) {
        try {
            MimeBundle bundle = renderer.apply(value);
            return bundle == null ? MimeBundle.text(PlainText.of(value)) : bundle;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return MimeBundle.text(PlainText.of(value) + "\n(the renderer of " + PlainText.nameOf(value.getClass()) + " failed: " + e + ")");
        }
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean || value instanceof Character;
    }

    private synchronized void askProviders() {
        if (this == SHARED && !providersAsked) {
            providersAsked = true;
            addProvidersOf(Renderers.class.getClassLoader());
        }
    }

    /** Adds the looks that come with what this loader loads: {@link RendererProvider}s named in {@code META-INF/services}. */
    public synchronized void addProvidersOf(ClassLoader loader) {
        try {
            for (RendererProvider provider : ServiceLoader.load(RendererProvider.class, loader)) {
                if (known.add(provider.getClass())) {
                    provider.addTo(this);
                }
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            System.err.println("Some values will be shown as plain text only: " + e.getMessage());
        }
    }

    private static Set<Class<?>> nearestFirst(Class<?> type) {
        Set<Class<?>> order = new LinkedHashSet<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            order.add(c);
        }
        Deque<Class<?>> toVisit = new ArrayDeque<>(order);
        while (!toVisit.isEmpty()) {
            for (Class<?> i : toVisit.remove().getInterfaces()) {
                if (order.add(i)) {
                    toVisit.add(i);
                }
            }
        }
        if (Object[].class.isAssignableFrom(type)) {
            order.add(Object[].class);
        }
        order.add(Object.class);
        return order;
    }
}
