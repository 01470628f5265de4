package dev.lull.kernel.shell;

/** A language as Jupyter's front ends want it described. */
public record LanguageInfo(
        String name,
        String version,
        String mimetype,
        String fileExtension,
        String codemirrorMode,
        String pygmentsLexer,
        String banner) {}
