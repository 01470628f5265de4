package dev.lull.kernel.cli.page;

import dev.lull.kernel.display.Html;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Light colouring of Java for a page that may not run scripts: comments, strings, numbers, keywords, magics. */
final class JavaColours {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<comment>//[^\n]*|/\\*.*?(?:\\*/|\\z))"
            + "|(?<string>\"\"\".*?(?:\"\"\"|\\z)|\"(?:\\\\.|[^\"\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\n])*'?)"
            + "|(?<magic>(?m:^%{1,2}\\w+))"
            + "|(?<annotation>@\\w+)"
            + "|(?<number>\\b(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d+)?)[LlFfDd]?\\b)"
            + "|(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double"
            + "|else|enum|extends|final|finally|float|for|if|implements|import|instanceof|int|interface|long|new"
            + "|native|null|package|permits|private|protected|public|record|return|sealed|short|static|strictfp|super"
            + "|switch|synchronized|this|throw|throws|transient|try|true|false|var|void|volatile|while|yield)\\b)"
            + "|(?<word>\\w+)", Pattern.DOTALL);
    private static final String[] KINDS = {"comment", "string", "magic", "annotation", "number", "keyword"};

    private JavaColours() {
    }

    static String toHtml(String source) {
        StringBuilder html = new StringBuilder();
        Matcher token = TOKEN.matcher(source);
        int from = 0;
        while (token.find()) {
            html.append(Html.escape(source.substring(from, token.start())));
            String text = Html.escape(token.group());
            String kind = kindOf(token);
            if (kind == null) html.append(text);
            else html.append("<span class=\"").append(kind).append("\">").append(text).append("</span>");
            from = token.end();
        }
        return html.append(Html.escape(source.substring(from))).toString();
    }

    private static String kindOf(Matcher token) {
        for (String kind : KINDS) if (token.group(kind) != null) return kind;
        return null;
    }
}
