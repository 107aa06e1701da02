#!/bin/sh
# Put in place what tests need besides Python: a Chromium, the fonts that pages are looked at with (fonts.py), and
# LibreOffice, which opens Word files (on Debian 12: 96 MB to fetch, 275 MB on the disk).
# What is missing is installed where apt-get may be used. Elsewhere one line says what it is, and how to get it.
set -eu

browser_is_there() {
  for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge msedge; do
    if command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

font_is_there() { # the name of its file
  folders="${XDG_DATA_HOME:-${HOME:-}/.local/share}:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}:"
  while [ -n "$folders" ]; do
    folder=${folders%%:*}/fonts
    folders=${folders#*:}
    if [ -d "$folder" ] && [ -n "$(find "$folder" -name "$1")" ]; then return 0; fi
  done
  return 1
}

missing=
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
browser_is_there || missing="$missing chromium libatomic1" # the second is for Playwright, which drives the first
font_is_there DejaVuSans.ttf || missing="$missing fonts-dejavu-core"
font_is_there LiberationSans-Regular.ttf || missing="$missing fonts-liberation"
font_is_there NimbusSans-Regular.otf || missing="$missing fonts-urw-base35"
font_is_there NotoSans-Regular.ttf || missing="$missing fonts-noto-core"
may_install() { command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; }

if [ -n "$missing" ] && ! may_install; then
  echo "The tests need what is not here yet. Debian: sudo apt-get install$missing (in place of chromium, Google Chrome or Edge on the PATH will do)." >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
if [ -n "$missing" ]; then
  echo "Installing for the tests (once, about a minute):$missing …"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  # shellcheck disable=SC2086 # one word a package
  if ! { apt-get update && apt-get install --yes --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    echo "Not installed:$missing. The last lines above say why." >&2
    exit 1
  fi
fi

# Debian's Chromium without a window takes half the time of a processor. The tests go on without it, too: it is fetched
# only where apt knows of it, and nothing is taken away for it.
without_window=chromium-headless-shell
if ! command -v $without_window >/dev/null 2>&1 && may_install && apt-cache show $without_window >/dev/null 2>&1; then
  echo "Installing for the tests (once), to spare time: $without_window …"
  apt-get install --yes --no-install-recommends --no-remove $without_window >/dev/null 2>&1 || true
fi
