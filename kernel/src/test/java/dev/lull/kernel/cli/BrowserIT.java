package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person with a browser: Debian's classic Jupyter Notebook in headless Chromium. */
class BrowserIT {
    @TempDir
    static Path folder;

    /** Kept here, for the JDK forgets a logger's level with the logger. Chromium is newer than Selenium; no matter. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static Process server;
    private static ChromeDriver browser;
    private static WebDriverWait wait;
    private static int port;

    @BeforeAll
    static void openTheNotebookServer() throws Exception {
        Needed.program("jupyter-notebook", "jupyter-notebook");
        Needed.program("chromium", "chromium");
        Needed.program("chromedriver", "chromium-driver");
        SELENIUM.setLevel(Level.SEVERE);
        Lull.Ended ended = Lull.lull(folder, "install", "--prefix", folder.toString(), "--no-archive");
        assertThat(ended.status()).as(ended.err()).isZero();
        port = freePort();
        server = Lull.start(Files.createDirectory(folder.resolve("books")), JupyterIT.environment(folder, folder),
                List.of("jupyter-notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=" + port,
                        "--port-retries=0", "--NotebookApp.token=", "--NotebookApp.password="),
                folder.resolve("server.out"), folder.resolve("server.err"));
        ChromeOptions options = new ChromeOptions();
        options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.ACCEPT);       // leaving an unsaved notebook
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile()).build(),
                options.setBinary("/usr/bin/chromium").addArguments("--headless=new", "--no-sandbox",
                        "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,1400",
                        "--user-data-dir=" + folder.resolve("profile")));
        wait = new WebDriverWait(browser, Duration.ofSeconds(Long.getLong("lull.patience", 90)));
        Await.listening(port);
    }

    @AfterAll
    static void closeEverything() throws Exception {
        if (browser != null) browser.quit();
        if (server != null) {
            server.destroy();
            if (!server.waitFor(20, TimeUnit.SECONDS)) server.destroyForcibly().waitFor();
        }
    }

    @BeforeEach
    void openANotebook(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName() + ".ipynb";       // a kernel of its own for each
        Lull.notebook(folder.resolve("books"), name, "", "", "");
        browser.get("http://127.0.0.1:" + port + "/notebooks/" + name);
        until("Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()"
                + " && Jupyter.notebook.kernel.info_reply.language_info !== undefined");
    }

    /** What the browser shows when a test fails is kept as target/browser-NAME.png. */
    @RegisterExtension
    final TestExecutionExceptionHandler picture = (context, failure) -> {
        Files.write(Path.of("target/browser-" + context.getRequiredTestMethod().getName() + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        throw failure;
    };

    private static void until(String condition) {
        wait.until(driver -> Boolean.TRUE.equals(((JavascriptExecutor) driver).executeScript(
                "return typeof Jupyter !== 'undefined' && !!(" + condition + ")")));
    }

    private WebElement cell(int index) {
        return browser.findElements(By.cssSelector("div.cell.code_cell")).get(index);
    }

    private void type(int index, CharSequence... keys) {
        cell(index).findElement(By.cssSelector("div.CodeMirror")).click();
        new Actions(browser).sendKeys(keys).perform();
    }

    private void run(int index, String code) {
        type(index, code);
        new Actions(browser).keyDown(Keys.CONTROL).sendKeys(Keys.ENTER).keyUp(Keys.CONTROL).perform();
    }

    private String outputOf(int index) {
        WebElement cell = cell(index);
        wait.until(driver -> !cell.findElements(By.cssSelector("div.output_subarea")).isEmpty());
        return cell.findElement(By.cssSelector("div.output")).getText();
    }

    @Test
    void a_typed_cell_shows_its_result_and_an_error_its_caret() {
        run(0, "int a = 20;");
        run(1, "a + 22");
        assertThat(outputOf(1)).contains("42");

        run(2, "int b = missing;");
        assertThat(outputOf(2)).contains("missing").contains("^");
    }

    @Test
    void the_stop_button_stops_an_endless_loop_and_variables_are_kept() {
        run(0, "int kept = 41;");
        run(1, "System.out.println(\"spin\" + \"ning\"); while (true) { }");
        assertThat(outputOf(1)).contains("spinning");

        browser.findElement(By.cssSelector("#run_int button[data-jupyter-action='jupyter-notebook:interrupt-kernel']")).click();

        wait.until(driver -> outputOf(1).toLowerCase(Locale.ROOT).contains("interrupt"));    // the icon may still say idle of the cell before
        run(2, "kept + 1");
        assertThat(outputOf(2)).contains("42");
    }

    @Test
    void tab_completes() {
        run(0, "String quiet = \"lull\";");
        wait.until(driver -> cell(0).getText().contains("In [1]"));
        type(1, "quiet.toUpp", Keys.TAB);
        wait.until(driver -> textOf(1).equals("quiet.toUpperCase("));

        type(2, "quiet.sub", Keys.TAB);
        wait.until(driver -> driver.findElements(By.cssSelector("#complete option, .completions option")).stream().map(WebElement::getText).toList()
                .equals(List.of("subSequence(", "substring(")));
        new Actions(browser).sendKeys(Keys.ENTER).perform();
        wait.until(driver -> textOf(2).equals("quiet.subSequence("));
    }

    @Test
    void a_question_mark_opens_the_pager() {
        run(0, "String?");

        wait.until(driver -> driver.findElement(By.cssSelector("#pager")).getText().contains("java.lang.String"));
    }

    @Test
    void a_password_is_asked_for_without_showing_it_and_not_saved() throws Exception {
        run(0, "String word = password(\"word? \");");
        wait.until(driver -> !cell(0).findElements(By.cssSelector("input[type=password]")).isEmpty());
        cell(0).findElement(By.cssSelector("input[type=password]")).sendKeys("opensesame", Keys.ENTER);
        run(1, "word.length()");
        assertThat(outputOf(1)).contains("10");

        script("Jupyter.notebook.save_notebook().then(() => { window.saved = true; })");
        until("window.saved");

        assertThat(folder.resolve("books/a_password_is_asked_for_without_showing_it_and_not_saved.ipynb")).content().contains("word? ").doesNotContain("opensesame");
    }

    @Test
    void a_picture_for_a_sharp_screen_has_the_size_that_it_says() {
        run(0, "var image = new java.awt.image.BufferedImage(400, 200, 1); var bytes = new ByteArrayOutputStream();"
                + " javax.imageio.ImageIO.write(image, \"png\", bytes); MimeBundle.text(\"sharp\").png(bytes.toByteArray(), 200, 100)");

        wait.until(driver -> !cell(0).findElements(By.cssSelector("div.output img")).isEmpty());
        assertThat(cell(0).findElement(By.cssSelector("div.output img")).getSize()).isEqualTo(new Dimension(200, 100));
        run(1, "image");
        wait.until(driver -> !cell(1).findElements(By.cssSelector("div.output img")).isEmpty());
        assertThat(cell(1).findElement(By.cssSelector("div.output img")).getSize()).isEqualTo(new Dimension(400, 200));
    }

    @Test
    void what_was_shown_is_there_again_when_the_saved_notebook_is_opened() {
        run(0, "linux(\"5.14\").cpus(2).scenario(\"calls\").load(callRcu().on(\"0-1\").poisson(2_000)).simulate(seed(7), millis(50)).callbackLatency()");
        wait.until(driver -> !cell(0).findElements(By.cssSelector("div.output svg")).isEmpty());
        script("Jupyter.notebook.save_notebook().then(() => { window.saved = true; })");
        until("window.saved");

        browser.navigate().refresh();

        wait.until(driver -> !driver.findElements(By.cssSelector("div.output svg")).isEmpty());
    }

    @Test
    void the_restart_button_forgets_everything() {
        run(0, "int counted = 41;");
        wait.until(driver -> cell(0).getText().contains("In [1]"));

        browser.findElement(By.cssSelector("#run_int button[data-jupyter-action='jupyter-notebook:confirm-restart-kernel']")).click();
        wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector(".modal.in .btn-danger"))).click();
        wait.until(driver -> driver.findElements(By.cssSelector(".modal.in")).isEmpty());
        until("Jupyter.notebook.kernel.is_connected() && Jupyter.notebook.get_cell(0).output_area.outputs.length == 0");

        run(1, "counted");
        assertThat(outputOf(1)).contains("cannot find symbol");
        assertThat(cell(1).getText()).contains("In [1]");
    }

    private String textOf(int index) {
        return String.valueOf(((JavascriptExecutor) browser).executeScript("return Jupyter.notebook.get_cell(" + index + ").get_text()"));
    }

    @Test
    void shift_tab_tells_what_a_method_takes() {
        run(0, "int ready = 1;");
        wait.until(driver -> cell(0).getText().contains("In [1]"));
        type(1, "Math.max(");

        new Actions(browser).keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();

        wait.until(driver -> driver.findElements(By.cssSelector("#tooltip")).stream().anyMatch(tip -> tip.getText().contains("int Math.max(int a, int b)")));
    }

    @Test
    void a_chart_is_drawn_in_the_page() {
        run(0, "linux(\"5.14\").cpus(2).scenario(\"calls\").load(callRcu().on(\"0-1\").poisson(2_000)).simulate(seed(7), millis(50)).callbackLatency()");

        wait.until(driver -> !cell(0).findElements(By.cssSelector("div.output svg")).isEmpty());
        assertThat(cell(0).findElement(By.cssSelector("div.output svg")).getSize().getHeight()).isGreaterThan(100);
    }

    @Test
    void run_all_after_a_restart_begins_anew_and_a_restart_forgets_everything() {
        for (int count = 1; count <= 2; count++) {
            run(0, count == 1 ? "int counted = 41;" : "");
            String prompt = "In [" + count + "]";
            wait.until(driver -> cell(0).getText().contains(prompt));
        }
        run(1, "counted + 1");
        wait.until(driver -> cell(1).getText().contains("In [3]"));

        script("Jupyter.notebook.restart_run_all({confirm: false})");

        wait.until(driver -> cell(0).getText().contains("In [1]") && cell(1).getText().contains("Out[2]"));
        assertThat(outputOf(1)).contains("42");
        script("Jupyter.notebook.restart_kernel({confirm: false}).then(() => { window.restarted = true; })");
        until("window.restarted");
        run(2, "counted");
        assertThat(outputOf(2)).contains("cannot find symbol");
    }

    private static void script(String code) {
        ((JavascriptExecutor) browser).executeScript(code);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
