#!/bin/sh
# Put Debian's Chromium in place for the browser tests, where no browser is there yet and apt-get may be used.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge msedge; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
  echo "The browser tests need Chromium, Google Chrome or Edge on the PATH: install one of them (Debian: sudo apt-get install chromium)." >&2
  exit 1
fi

echo "Installing Chromium for the browser tests (once, about a minute) …"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium; } >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  echo "Chromium could not be installed; the last lines above say why." >&2
  exit 1
fi
