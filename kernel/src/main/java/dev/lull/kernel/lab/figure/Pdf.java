package dev.lull.kernel.lab.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A figure as a one-page PDF of its own size, text as outlines. Nothing of pdfbox is loaded before the first one. */
final class Pdf {

    /** A CSS pixel is 1/96 inch, a PDF unit 1/72. */
    private static final float POINTS_PER_PIXEL = 0.75f;

    private Pdf() {}

    static byte[] of(Figure figure) {
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(1L);         // or the bytes would differ from one call to the next
            document.getDocumentInformation().setTitle(figure.title());
            float width = figure.width() * POINTS_PER_PIXEL;
            float height = figure.height() * POINTS_PER_PIXEL;
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
            g.scale(POINTS_PER_PIXEL, POINTS_PER_PIXEL);
            Fonts.drawing(() -> figure.paint(g));
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
