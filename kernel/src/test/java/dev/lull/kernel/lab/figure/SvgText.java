package dev.lull.kernel.lab.figure;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The texts of a drawing and where they stand, read from the SVG as a browser would. */
public final class SvgText {

    /** One text and the box it takes, the small room under the baseline left out. */
    public record Box(String text, Rectangle2D area) {}

    private SvgText() {}

    /** Parses the drawing; fails when it is not well-formed XML. */
    public static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception broken) {
            throw new AssertionError("The SVG is not well-formed: " + broken.getMessage() + "\n" + svg, broken);
        }
    }

    /** All texts that stand upright. */
    public static List<Box> boxes(String svg) {
        NodeList texts = parse(svg).getElementsByTagName("text");
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            if (!text.hasAttribute("transform")) {
                double size = Double.parseDouble(((Element) text.getParentNode()).getAttribute("font-size"));
                double height = size * 0.75;
                boxes.add(new Box(text.getTextContent(), new Rectangle2D.Double(Double.parseDouble(text.getAttribute("x")),
                        Double.parseDouble(text.getAttribute("y")) - height,
                        Double.parseDouble(text.getAttribute("textLength")), height)));
            }
        }
        return boxes;
    }

    /** Pairs of texts that lie on each other, and texts that leave the drawing. */
    public static List<String> collisions(String svg) {
        Element root = parse(svg).getDocumentElement();
        Rectangle2D page = new Rectangle2D.Double(0, 0, Double.parseDouble(root.getAttribute("width")),
                Double.parseDouble(root.getAttribute("height")));
        List<Box> boxes = boxes(svg);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            if (!page.contains(boxes.get(i).area())) {
                found.add("\"" + boxes.get(i).text() + "\" leaves the drawing at " + boxes.get(i).area());
            }
            for (int k = 0; k < i; k++) {
                if (boxes.get(i).area().intersects(boxes.get(k).area())) {
                    found.add("\"" + boxes.get(k).text() + "\" under \"" + boxes.get(i).text() + "\"");
                }
            }
        }
        return found;
    }
}
