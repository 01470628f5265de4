package dev.lull.engine.linux.srcu;

import dev.lull.engine.linux.srcu.InitSrcuStructFields.At;

/**
 * The ways out of init_srcu_struct_fields() when an allocation fails, as released, as posted in the thread of March and April
 * 2023 ("srcu: Begin offloading srcu_struct fields to srcu_update"), and as merged. Each says where the text goes from the two
 * places that fail, and what follows each thing freed; what comes of that is found by running it.
 */
public enum InitVariant {
    /** v6.3, before the split: one struct, so nothing but the per-CPU part is to be freed. */
    I0("v6.3", "before the split") {
        @Override public At dataFailed(boolean isStatic) {
            return At.RETURN_ENOMEM;
        }

        @Override public At nodesFailed(boolean isStatic) {
            return isStatic ? At.SET_SSP : At.FREE_SDA;
        }

        @Override public At dataFreed(boolean isStatic) {
            return At.RETURN_ENOMEM;
        }
    },
    /** The split as first queued, in March 2023: the usage is allocated and never freed. */
    I1("first", "the split before the leak was mended") {
        @Override public At dataFailed(boolean isStatic) {
            return At.RETURN_ENOMEM;
        }

        @Override public At nodesFailed(boolean isStatic) {
            return isStatic ? At.SET_SSP : At.FREE_SDA;
        }

        @Override public At dataFreed(boolean isStatic) {
            return At.RETURN_ENOMEM;
        }
    },
    /** Patch 04/20 as posted, with the leak mended; v6.4 to v6.6 behave like it. */
    I2("04/20", "as posted; v6.4 to v6.6") {
        @Override public At dataFailed(boolean isStatic) {
            return isStatic ? At.RETURN_ENOMEM : At.FREE_SUP;
        }

        @Override public At nodesFailed(boolean isStatic) {
            return isStatic ? At.SET_SSP : At.FREE_SDA;
        }

        @Override public At dataFreed(boolean isStatic) {
            return At.FREE_SUP;
        }
    },
    /** The small patch in the reply: -ENOMEM whenever the nodes cannot be had. */
    I3("small fix", "the small patch in the reply") {
        @Override public At dataFailed(boolean isStatic) {
            return isStatic ? At.RETURN_ENOMEM : At.FREE_SUP;
        }

        @Override public At nodesFailed(boolean isStatic) {
            return isStatic ? At.RETURN_ENOMEM : At.FREE_SDA;
        }

        @Override public At dataFreed(boolean isStatic) {
            return At.FREE_SUP;
        }
    },
    /** The version with labels in the reply: err_free_sda falls into err_free_sup. */
    I4("goto", "the version with labels in the reply") {
        @Override public At dataFailed(boolean isStatic) {
            return At.ERR_FREE_SUP;
        }

        @Override public At nodesFailed(boolean isStatic) {
            return At.ERR_FREE_SDA;
        }

        @Override public At dataFreed(boolean isStatic) {
            return At.ERR_FREE_SUP;
        }
    },
    /** f0a31b26be1f, v6.7: the labels, and the pointer is cleared behind what it pointed to. */
    I5("v6.7", "srcu: Fix error handling in init_srcu_struct_fields()") {
        @Override public At dataFailed(boolean isStatic) {
            return At.ERR_FREE_SUP;
        }

        @Override public At nodesFailed(boolean isStatic) {
            return At.ERR_FREE_SDA;
        }

        @Override public At dataFreed(boolean isStatic) {
            return At.ERR_FREE_SUP;
        }

        @Override public At usageFreed() {
            return At.NULL_SUP;
        }
    },
    /** Of our own, for comparison: v6.7's, but a static domain goes on without its tree. */
    I6("ours", "v6.7's, with a static domain that goes on small") {
        @Override public At dataFailed(boolean isStatic) {
            return At.ERR_FREE_SUP;
        }

        @Override public At nodesFailed(boolean isStatic) {
            return isStatic ? At.SET_SSP : At.ERR_FREE_SDA;
        }

        @Override public At dataFreed(boolean isStatic) {
            return At.ERR_FREE_SUP;
        }

        @Override public At usageFreed() {
            return At.NULL_SUP;
        }
    };

    private final String title;
    private final String says;

    InitVariant(String title, String says) {
        this.title = title;
        this.says = says;
    }

    /** In two words. */
    public String title() {
        return title;
    }

    /** What it is. */
    public String says() {
        return says;
    }

    /** Whether there is an srcu_usage to allocate. */
    public boolean isSplit() {
        return this != I0;
    }

    /** Where the text goes when there is no memory for the per-CPU part. */
    public abstract At dataFailed(boolean isStatic);

    /** Where it goes when there is no memory for the nodes of the tree. */
    public abstract At nodesFailed(boolean isStatic);

    /** Where it goes once the per-CPU part is freed and its pointer cleared. */
    public abstract At dataFreed(boolean isStatic);

    /** Where it goes once the usage is freed. */
    public At usageFreed() {
        return At.RETURN_ENOMEM;
    }
}
