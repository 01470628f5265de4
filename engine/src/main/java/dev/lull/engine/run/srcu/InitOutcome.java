package dev.lull.engine.run.srcu;

import dev.lull.engine.linux.srcu.InitVariant;
import dev.lull.engine.linux.srcu.SrcuHeap;

import java.util.List;

/**
 * What came of setting up a domain, read off the model after it was done.
 *
 * @param variant     how the text goes when an allocation fails
 * @param isStatic    whether the domain is built in, and set up where it is first used
 * @param fails       the allocation that fails; {@code null} for none
 * @param sizedAtInit whether the domain is to have its tree at once
 * @param returned    0, or -12 for -ENOMEM
 * @param ignored     whether nobody looks at that
 * @param sup         what {@code ssp->srcu_sup} points to
 * @param sda         what {@code ssp->sda} points to
 * @param leaked      what lives and cannot be found any more, or will not be once the pointer is overwritten
 * @param dangling    which pointers lead to freed memory
 * @param unset       what is not set though somebody will look: {@code srcu_ssp=NULL}, {@code needed!}
 * @param use         what comes of using it, or of setting it up again where the caller knows that it failed
 * @param cleanup     what comes of cleanup_srcu_struct() after a failure, in order; empty where nobody would call it
 */
public record InitOutcome(InitVariant variant, boolean isStatic, SrcuHeap.Part fails, boolean sizedAtInit, int returned, boolean ignored, String sup, String sda,
                          List<SrcuHeap.Part> leaked, List<SrcuHeap.Part> dangling, List<String> unset, Use use, List<String> cleanup) {
    public InitOutcome {
        leaked = List.copyOf(leaked);
        dangling = List.copyOf(dangling);
        unset = List.copyOf(unset);
        cleanup = List.copyOf(cleanup);
    }

    /** What a domain is good for. */
    public enum Use {
        /** It works, without a tree. */
        SMALL("usable, SMALL"),
        /** It works, with a tree. */
        BIG("usable, BIG"),
        /** The caller was told; setting it up once more works. */
        RETRY("retry ok"),
        /** The same, but what the first try allocated is lost for good. */
        RETRY_LEAKS("retry ok, leak permanent"),
        /** It looks as if it worked, and then follows a pointer that nobody has set. */
        HALF("half-initialised"),
        /** Who uses it writes through a NULL per-CPU pointer. */
        WILD("wild per-CPU access"),
        /** Who waits waits for ever. */
        HANGS("hangs");

        private final String says;

        Use(String says) {
            this.says = says;
        }

        /** In words. */
        public String says() {
            return says;
        }
    }
}
