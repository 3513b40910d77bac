#!/usr/bin/env python3
"""Opens pages that orbitmesh wrote in headless Chromium and says what a reader would stumble on.

    report_in_browser.py SHOTS PAGE...

Every page is opened at the width of a phone and of a desk, in light and in dark mode. It must load
nothing but itself, leave the console empty, fit the width, keep every chart's marks and labels
inside the chart, and be readable. Pictures of the pages are left in the folder SHOTS. Exit code 77,
with a reason, without Chromium's driver. Needs python3 alone: the driver speaks HTTP.
"""

import base64
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

SKIPPED = 77
TIMEOUT_S = 60
WIDTHS = {"phone": 400, "desk": 1200}
LEAST_CONTRAST = 4.5  # WCAG 2.1, level AA, of text

# Chromium without what it would fetch for itself.
ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--disable-dev-shm-usage",
]

LOOK = """
const charts = [...document.querySelectorAll('svg')];
const faults = [];
charts.forEach((svg, index) => {
  const name = 'chart ' + index + ' (' + (svg.getAttribute('aria-label') ||
      svg.textContent.trim().slice(0, 40)) + ')';
  const box = svg.getBoundingClientRect();
  if (box.width < 20 || box.height < 5) faults.push(name + ' has no size');
  const marks = svg.querySelectorAll('path,polyline,polygon,rect,circle,line');
  if (marks.length == 0) faults.push(name + ' is empty');
  const slack = 2;
  for (const part of svg.querySelectorAll('text')) {
    const b = part.getBoundingClientRect();
    if (b.left < box.left - slack || b.right > box.right + slack || b.top < box.top - slack ||
        b.bottom > box.bottom + slack) faults.push(name + ' cuts off "' + part.textContent + '"');
  }
});
const style = getComputedStyle(document.body);
return {charts: charts.length, faults: faults, color: style.color,
        background: style.backgroundColor == 'rgba(0, 0, 0, 0)' ?
            getComputedStyle(document.documentElement).backgroundColor : style.backgroundColor,
        broken: /NaN|Infinity|undefined/.test(document.body.innerHTML),
        width: document.documentElement.scrollWidth, window: window.innerWidth};
"""


class Browser:
    """A session of chromedriver."""

    def __init__(self, driver: str, profile: str):
        self._process = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, text=True)
        try:
            self._begin(profile)
        except Exception:
            self._process.kill()
            self._process.wait(TIMEOUT_S)
            raise

    def _begin(self, profile: str):
        self._base = f"http://127.0.0.1:{self._port()}"
        options = {"args": ARGUMENTS + [f"--user-data-dir={profile}"],
                   "perfLoggingPrefs": {"enableNetwork": True}}
        session = self._call("/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
        self._base += f"/session/{session['sessionId']}"
        self._call("/url", {"url": "about:blank"})
        self.requests()  # those of the browser's own first page

    def _port(self) -> int:
        for line in self._process.stdout:
            found = re.search(r"successfully on port (\d+)", line)
            if found:
                return int(found.group(1))
        raise RuntimeError("chromedriver ended before it listened")

    def _call(self, path: str, body: dict) -> dict:
        request = urllib.request.Request(
            self._base + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
            return json.load(answer)["value"]

    def devtools(self, command: str, **parameters) -> dict:
        return self._call("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, page: pathlib.Path):
        self._call("/url", {"url": page.as_uri()})

    def look(self) -> dict:
        return self._call("/execute/sync", {"script": LOOK, "args": []})

    def console(self) -> list:
        return [entry["message"] for entry in self._call("/se/log", {"type": "browser"})]

    def requests(self) -> list:
        events = [json.loads(entry["message"])["message"]
                  for entry in self._call("/se/log", {"type": "performance"})]
        return [event["params"]["request"]["url"] for event in events
                if event["method"] == "Network.requestWillBeSent"]

    def picture(self, file: pathlib.Path):
        shot = self.devtools("Page.captureScreenshot", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(shot["data"]))

    def close(self):
        try:
            request = urllib.request.Request(self._base, method="DELETE")
            urllib.request.urlopen(request, timeout=TIMEOUT_S).close()
        finally:
            self._process.terminate()
            self._process.wait(TIMEOUT_S)


def luminance(color: str) -> float:
    """Relative luminance of "rgb(r, g, b)", WCAG 2.1."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    bright, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def look_at(browser: Browser, page: pathlib.Path, width: int, mode: str, shot: pathlib.Path) -> list:
    """What is wrong with a page at a width and in a mode."""
    browser.devtools("Emulation.setDeviceMetricsOverride", width=width, height=900,
                     deviceScaleFactor=1, mobile=width < 600)
    browser.devtools("Emulation.setEmulatedMedia",
                     features=[{"name": "prefers-color-scheme", "value": mode}])
    browser.open(page)
    seen = browser.look()
    browser.picture(shot)
    faults = list(seen["faults"])
    if seen["charts"] == 0:
        faults.append("there is no chart")
    if seen["broken"]:
        faults.append("NaN, Infinity or undefined in the page")
    if seen["width"] > seen["window"]:
        faults.append(f"{seen['width']} px wide in a window of {seen['window']} px")
    if contrast(seen["color"], seen["background"]) < LEAST_CONTRAST:
        faults.append(f"text {seen['color']} on {seen['background']}")
    if (luminance(seen["background"]) < 0.2) != (mode == "dark"):
        faults.append(f"background {seen['background']} in {mode} mode")
    faults += [f"console: {message}" for message in browser.console()]
    faults += [f"request: {url}" for url in browser.requests() if url != page.as_uri()]
    return faults


def main(arguments: list) -> int:
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    driver = shutil.which("chromedriver")
    if driver is None or shutil.which("chromium") is None:
        print("skipped: no chromium and chromedriver on this machine")
        return SKIPPED
    shots = pathlib.Path(arguments[0])
    shots.mkdir(parents=True, exist_ok=True)
    failed = False
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(driver, profile)
        try:
            for page in map(pathlib.Path, arguments[1:]):
                for name, width in WIDTHS.items():
                    for mode in ("light", "dark"):
                        shot = shots / f"{page.parent.name}-{page.stem}-{name}-{mode}.png"
                        faults = look_at(browser, page.resolve(), width, mode, shot)
                        failed = failed or bool(faults)
                        for fault in faults:
                            print(f"{page}, {name}, {mode}: {fault}")
        finally:
            browser.close()
    print("pages with faults" if failed else f"{len(arguments) - 1} pages, no faults")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
