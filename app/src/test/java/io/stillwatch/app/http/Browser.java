// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A real Chromium without a window, looking at one server.
///
/// Starting one takes seconds, so one that is closed forgets what it was told and is used by the
/// next test; all end with the tests. Two that are open at a time are two users.
final class Browser implements AutoCloseable {
  private static final Deque<ChromeDriver> IDLE = new ConcurrentLinkedDeque<>();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> CHROMIUMS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final List<String> DRIVERS =
      List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");

  private final ChromeDriver driver;
  private final String root;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> IDLE.forEach(ChromeDriver::quit)));
  }

  Browser(int port) {
    root = "http://127.0.0.1:" + port + "/";
    var idle = IDLE.poll();
    driver = idle == null ? started() : idle;
    size(1440, 900).scheme("light"); // the last one may have been a phone at night
  }

  private static ChromeDriver started() {
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.WARNING);
    var options = new ChromeOptions();
    options.setBinary(first("CHROME_BIN", CHROMIUMS));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1440,900",
        "--force-prefers-reduced-motion");
    options.setCapability("goog:loggingPrefs", logs);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new java.io.File(first("CHROMEDRIVER", DRIVERS)))
            .build();
    var driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
    return driver;
  }

  /// A missing browser fails the test: what nobody looked at does not work.
  private static String first(String variable, List<String> usual) {
    var given = System.getenv(variable);
    if (given != null) return given;
    return usual.stream()
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                "None of "
                    + usual
                    + " is there: install chromium and its driver, or set "
                    + variable));
  }

  Browser open(String path) {
    driver.get(root + path);
    find("main.sw-page > *");
    return this;
  }

  Browser size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    // the window of a browser has a least width; the page of a phone has not
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    return this;
  }

  Browser scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  WebElement find(String selector) {
    return await(
        "nothing fits " + selector,
        () ->
            driver.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  WebElement link(String text) {
    return await(
        "no link " + text,
        () ->
            driver.findElements(By.partialLinkText(text)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  WebElement button(String text) {
    return await(
        "no button " + text,
        () ->
            driver.findElements(By.cssSelector("vaadin-button, button")).stream()
                .filter(each -> each.isDisplayed() && each.getText().equals(text))
                .findFirst()
                .orElse(null));
  }

  /// Clicks once the page has come to rest: what loads above an element moves it.
  void click(WebElement element) {
    run("arguments[0].scrollIntoView({block: 'center'})", element);
    await(
        "cannot be clicked: " + element,
        () -> {
          try {
            element.click();
            return true;
          } catch (ElementClickInterceptedException e) {
            run("arguments[0].scrollIntoView({block: 'center'})", element);
            return null;
          }
        });
  }

  /// Presses at one point of an element, moves to another and lets go; both as shares of its width.
  void brush(WebElement element, double from, double to) {
    int width = element.getSize().getWidth();
    int start = (int) Math.round(width * (from - 0.5));
    new Actions(driver)
        .moveToElement(element, start, 0)
        .clickAndHold()
        .moveByOffset((int) Math.round(width * (to - from)), 0)
        .release()
        .perform();
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  Browser see(String text) {
    await("the page does not say: " + text, () -> text().contains(text) ? true : null);
    return this;
  }

  /// The same of one of the elements that fit a selector.
  Browser see(String selector, String text) {
    await(
        selector + " does not say: " + text,
        () ->
            driver.findElements(By.cssSelector(selector)).stream()
                    .anyMatch(each -> each.getText().contains(text))
                ? true
                : null);
    return this;
  }

  Browser at(String part) {
    await("the address has no " + part, () -> address().contains(part) ? true : null);
    return this;
  }

  Browser notAt(String part) {
    await("the address still has " + part, () -> address().contains(part) ? null : true);
    return this;
  }

  String address() {
    return String.valueOf(driver.getCurrentUrl());
  }

  String text() {
    return String.valueOf(run("return document.body.innerText"));
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  void back() {
    driver.navigate().back();
  }

  /// What the console complained about since the last call.
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  private <T> T await(String failure, java.util.function.Supplier<T> condition) {
    return new WebDriverWait(driver, PATIENCE)
        .withMessage(() -> failure + " at " + address() + ":\n" + text())
        .ignoring(StaleElementReferenceException.class)
        .until(_ -> condition.get());
  }

  /// Forgets who it was.
  @Override
  public void close() {
    try {
      driver.executeCdpCommand(
          "Storage.clearDataForOrigin", Map.of("origin", root, "storageTypes", "all"));
      driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
      driver.get("about:blank");
      complaints();
      IDLE.push(driver);
    } catch (WebDriverException e) {
      driver.quit(); // it has crashed; the next test starts another
    }
  }
}
