package dev.lull.kernel.lab.table;

import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.display.RendererProvider;
import dev.lull.kernel.display.Renderers;
import tech.tablesaw.api.Table;

/** How tables look in a notebook. */
public final class TableRenderers implements RendererProvider {

    @Override public void addTo(Renderers renderers) {
        renderers.add(StepColumns.class, steps -> MimeBundle.text(steps.asText()).html(steps.asHtml()));
        renderers.add(StepTable.class,
                table -> MimeBundle.text(table.asText()).html(table.asHtml()).markdown(table.asMarkdown()));
        renderers.add(Table.class, table -> MimeBundle.text(TablePage.of(table).asText()).html(TablePage.of(table).asHtml()));
    }
}
