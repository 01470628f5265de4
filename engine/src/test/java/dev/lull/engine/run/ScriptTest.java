package dev.lull.engine.run;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptTest {
    private static String table(Play play) {
        StringBuilder out = new StringBuilder();
        for (Play.Row row : play.rows()) out.append(row.number()).append(" | ").append(String.join(" | ", row.values())).append('\n');
        return out.toString();
    }

    @Test void the_corrected_list_plays_to_the_lost_wakeup_in_5_12() {
        Play play = Seed001.corrected("5.12").play();
        System.out.println(table(play) + play.verdict());

        assertThat(table(play)).isEqualTo("""
                0 | 100 | NOT | - | - | 1 | idle | 0 | 0000 | 0 | 0 | 0
                1a | 100 | NOT | - | - | 0 | runnable | 0 | 0001 | 0 | 0 | 0
                1b,2 | 100 | NOT | - | - | 0 | runnable | 0 | 0002 | 0 | 2 | 0
                3,4 | 100 | NOT | - | 102 | 1 | wait 4 | 0 | 0200 | 4 | 2 | 0
                5 | 100 | NOT | - | 102 | 1 | wait 4 | 0 | 0200 | 4 | 2 | 1
                4b | 101 | NOT | - | 102 | 1 | wait 4 | 0 | 0203 | 4 | 0 | 1
                6 | 101 | NOT | - | 102 | 1 | runnable | 0 | 0203 | 4 | 0 | 4
                7 | 101 | NOT | - | 102 | 1 | runnable | 0 | 0300 | 8 | 0 | 4
                9 | 101 | NOT | - | 102 | 1 | runnable | 0 | 0300 | 8 | 0 | 8
                10a | 101 | NOT | - | 102 | 1 | runnable | 0 | 0000 | 8 | 0 | 8
                10b | 101 | NOT | - | 102 | 1 | runnable | 1 | 0000 | 8 | 0 | 8
                11 | 103 | WAKE | 104 | 102 | 1 | runnable | 1 | 0001 | 8 | 0 | 8
                12 | 104 | WAKE | - | - | 0 | runnable | 1 | 0001 | 8 | 0 | 8
                13 | 104 | WAKE | - | - | 1 | wait 12 | 1 | 0100 | 12 | 0 | 8
                14 | 104 | WAKE | - | - | 1 | idle | 1 | 0000 | 12 | 0 | 12
                15 | 108 | WAKE | - | - | 1 | idle | 1 | 0001 | 12 | 0 | 12
                16 | 108 | WAKE | - | - | 1 | idle | 1 | 0001 | 12 | 0 | 12
                """);
        assertThat(play.finding().title()).isEqualTo("CPU 0 has callback h7 queued, and nobody will wake rcuog/0");
    }
}
