"""Opens a page from disk in a headless Chromium and says what became of it.

Arguments: the browser, the page, and VIEW… such as 390-light, 1280-dark or 717-paper.
Standard output: {"requests", "complaints", "facts", "views": {VIEW: …}}, see FACTS and VIEW below.
With $SCREENSHOTS a picture of every view is written into that folder.

The DevTools protocol is spoken over a pipe: https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import json
import os
import subprocess
import sys
import tempfile

# What does not depend on the view. A cell is the list of its exact values, or its text.
FACTS = """(() => {
  const cell = c => { const data = [...c.querySelectorAll('div > data, div > span > data')];
    return data.length ? data.map(d => d.value).join(' ') : c.innerText.split('\\n')[0].trim(); };
  const rows = t => [...t.tBodies[0].rows].map(r => [...r.cells].map(cell));
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return {
    title: document.title, lang: document.documentElement.lang,
    totals: [...document.querySelectorAll('#totals dd')].map(d => d.querySelector('data')?.value ?? ''),
    managers: [...document.querySelectorAll('#managers table')].flatMap(rows),
    funnel: [...document.querySelectorAll('#funnel table')].flatMap(rows),
    findings: [...document.querySelectorAll('#findings li')].map(l => ({
      severity: l.className, name: l.querySelector('.name').innerText,
      fix: l.querySelector('code').innerText, focus: l.querySelector('code').tabIndex,
      select: getComputedStyle(l.querySelector('code')).userSelect })),
    twice: ids.filter((id, n) => ids.indexOf(id) != n),
    lost: [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))
      .filter(h => !document.querySelector(h)),
    foreign: [...document.querySelectorAll('script,link,img,iframe,object,form')].map(e => e.tagName),
  };
})()"""

# The page's width beside the window's, what does not show all of itself, and the text that is hardest
# to read.
VIEW = """(() => {
  const parts = c => { const n = c.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const light = c => { const [r, g, b] = c.map(v => { v /= 255;
    return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) {
    const c = parts(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; }
    return [255, 255, 255, 1]; };
  let worst = {contrast: 21, text: ''};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), e = walker.currentNode.parentElement;
    if (!text) continue;
    const style = getComputedStyle(e), svg = e instanceof SVGElement;
    const [a, b] = [light(parts(svg ? style.fill : style.color)), light(behind(e))];
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < worst.contrast) worst = {contrast, text};
  }
  const cut = [...document.body.querySelectorAll('*')]
    .filter(e => getComputedStyle(e).overflowX != 'visible' && e.scrollWidth > e.clientWidth + 1)
    .map(e => `${e.tagName} ${e.className}`);
  const side = e => getComputedStyle(e).textAlign;
  const crooked = [...document.querySelectorAll('thead th')].filter(e => e.offsetParent)
    .filter(e => side(e) != side(e.closest('table').tBodies[0].rows[0].cells[e.cellIndex]))
    .map(e => e.textContent);
  return {width: document.documentElement.scrollWidth, window: innerWidth, cut, crooked, worst};
})()"""


class Browser:
    def __init__(self, program, profile):
        (its_in, self.out), (self.in_, its_out) = os.pipe(), os.pipe()

        def pass_on():
            os.dup2(its_in, 103), os.dup2(its_out, 104)
            os.dup2(103, 3), os.dup2(104, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--no-first-run", "--disable-dev-shm-usage", f"--user-data-dir={profile}"],
            preexec_fn=pass_on, close_fds=False, stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL)
        os.close(its_in), os.close(its_out)
        self.rest, self.count, self.session, self.events = b"", 0, None, []

    def read(self):
        while b"\0" not in self.rest:
            more = os.read(self.in_, 1 << 20)
            if not more:
                sys.exit("the browser is gone")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.count:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.read())

    def value(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            sys.exit(json.dumps(answer["exceptionDetails"]))
        return answer["result"]["value"]


def look(browser, page, names):
    target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
    browser.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ["Page", "Network", "Log", "Runtime"]:
        browser.ask(f"{domain}.enable")
    browser.events.clear()
    browser.ask("Page.navigate", url="file://" + os.path.abspath(page))
    browser.wait("Page.loadEventFired")
    views = {}
    for name in names:
        width, scheme = name.split("-")
        browser.ask("Emulation.setDeviceMetricsOverride", width=int(width), height=900,
                    deviceScaleFactor=1, mobile=int(width) < 600)
        browser.ask("Emulation.setEmulatedMedia", media="print" if scheme == "paper" else "screen",
                    features=[{"name": "prefers-color-scheme", "value": scheme}])
        views[name] = browser.value(VIEW)
        if folder := os.environ.get("SCREENSHOTS"):
            picture = browser.ask("Page.captureScreenshot", captureBeyondViewport=True)["data"]
            file = os.path.splitext(os.path.basename(page))[0] + f"-{name}.png"
            with open(os.path.join(folder, file), "wb") as out:
                out.write(base64.b64decode(picture))
    facts = browser.value(FACTS)
    said = [event["params"] for event in browser.events if event.get("method") in
            ["Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"]]
    requests = [event["params"]["request"]["url"] for event in browser.events
                if event.get("method") == "Network.requestWillBeSent"]
    return {"requests": requests, "complaints": [json.dumps(entry) for entry in said],
            "facts": facts, "views": views}


program, page, *views = sys.argv[1:]
with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    browser = Browser(program, profile)
    try:
        print(json.dumps(look(browser, page, views)))
    finally:
        browser.process.terminate()
        browser.process.wait()
