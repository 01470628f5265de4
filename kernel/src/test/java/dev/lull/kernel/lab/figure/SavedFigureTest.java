package dev.lull.kernel.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.Latencies;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFigureTest {

    private final Figure figure = Charts.latency(Latencies.of("callback latency", 1_000_000, 2_000_000, 30_000_000)).size(400, 300);

    @Test void the_suffix_says_the_format(@TempDir Path folder) throws Exception {
        Path svg = figure.save(folder.resolve("fig.svg"));
        Path png = figure.save(folder.resolve("fig.PNG"));
        Path pdf = figure.save(folder.resolve("fig.pdf"));

        assertThat(Files.readString(svg)).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg ");
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(800);
        assertThat(image.getHeight()).isEqualTo(600);
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(300);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Latency");
        }
    }

    @Test void a_note_too_long_for_one_line_goes_on_in_the_next() {
        String svg = Charts.latency(Latencies.of("a", 1_000_000, 2_000_000)).note("assumed: " + "a price of its own; ".repeat(8) + "to the end").size(400, 300).asSvg();

        assertThat(svg).contains("to the end").doesNotContain("…");
    }

    @Test void every_format_has_the_same_bytes_each_time(@TempDir Path folder) throws Exception {
        for (String name : new String[] {"a.svg", "a.png", "a.pdf"}) {
            byte[] first = Files.readAllBytes(figure.save(folder.resolve(name)));
            byte[] second = Files.readAllBytes(figure.save(folder.resolve("again-" + name)));

            assertThat(second).as(name).isEqualTo(first);
        }
    }

    @Test void an_unknown_suffix_is_refused_with_those_that_work() {
        assertThatThrownBy(() -> figure.save("fig1.jpeg")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("save(\"fig1.jpeg\") asks for .jpeg, which a figure cannot be saved as."
                        + " Use .svg (articles, web), .png (mail, slides) or .pdf (LaTeX): \"fig1.svg\".");
        assertThatThrownBy(() -> figure.save("fig1")).hasMessageContaining("has no suffix").hasMessageContaining("\"fig1.svg\"");
    }

    @Test void a_missing_folder_is_named(@TempDir Path folder) {
        assertThatThrownBy(() -> figure.save(folder.resolve("no/such/fig.svg"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("no/such"));
    }

    @Test void a_png_is_as_sharp_as_asked() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.asPng(1.5)));

        assertThat(image.getWidth()).isEqualTo(600);
        assertThatThrownBy(() -> figure.asPng(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at most 16");
    }

    @Test void a_machine_without_fonts_is_told_what_to_install() {
        assertThatThrownBy(() -> Fonts.drawing(() -> {
            throw new Error("Probable fatal error: No physical fonts found");
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("apt install fontconfig fonts-dejavu-core");
        assertThatThrownBy(() -> Fonts.drawing(() -> {
            throw new IllegalStateException("something else");
        })).hasMessage("something else");
    }
}
