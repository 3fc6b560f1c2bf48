#!/bin/sh
# Finds a Chromium for the tests in a real browser, or gets one, and prints where it is: browser.sh <python>
# Order: CIVIKOS_TEST_BROWSER, PATH, one that Playwright has or may download, apt-get where root.
set -u
python=$1

found() {
  for name in "${CIVIKOS_TEST_BROWSER:-}" chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge; do
    if [ -n "$name" ] && command -v "$name"; then exit 0; fi
  done
  for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "$(of_playwright)"; do
    if [ -x "$path" ]; then echo "$path"; exit 0; fi
  done
}

of_playwright() {
  "$python" - <<'END' 2> /dev/null
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
END
}

found
echo "No Chromium on PATH: Playwright gets one …" >&2
timeout 300 "$python" -m playwright install chromium > /dev/null 2>&1 && found
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "… or apt-get does …" >&2
  { apt-get update && apt-get install --yes --no-install-recommends chromium; } > /dev/null 2>&1 && found
fi
echo "civikos: there is no Chromium, and none can be downloaded here: install chromium or google-chrome, or leave the tests in a browser out with \`make test BROWSER=no\`." >&2
exit 1
