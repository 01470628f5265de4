package dev.lull.kernel.display;

/**
 * Brings renderers along as a service, so that neither shell nor kernel need know the types. Named in
 * {@code META-INF/services/dev.lull.kernel.display.RendererProvider}.
 */
public interface RendererProvider {
    /** Adds the renderers. */
    void addTo(Renderers renderers);
}
