#!/bin/sh
# Starts policypack on Linux and on a Mac. The first time it sets it up, into a folder of its own, and says what it does.

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
PLACE=${XDG_DATA_HOME:-$HOME/.local/share}/policypack/app
VENV=$PLACE/venv
LOG=$PLACE/set-up.txt

stop() {
  printf '\n%s\n' "$@"
  if [ -t 0 ]; then
    printf '\nPress Enter to close this window. '
    read -r _
  fi
  exit 1
}

# A Python that is new enough, and can make a folder for itself.
find_python() {
  for one in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$one" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      command -v "$one"
      return
    fi
  done
}

with_uv() {
  uv venv --quiet --clear --python '>=3.11' "$VENV" &&
    uv pip install --quiet --python "$VENV/bin/python" --constraints "$HERE/constraints.txt" \
      --build-constraints "$HERE/constraints.txt" "$HERE"
}

with_python() {
  rm -rf "$VENV" && "$1" -m venv "$VENV" &&
    PIP_CONSTRAINT=$HERE/constraints.txt PIP_BUILD_CONSTRAINT=$HERE/constraints.txt \
      "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check "$HERE"
}

set_up() {
  echo "Setting up policypack. This is done once, needs the internet, and takes a few minutes."
  echo "Everything goes into $PLACE, and a link onto your desktop. Nothing else is changed."
  mkdir -p "$PLACE" || stop "That folder cannot be made. Is there room on the disk?"
  rm -f "$PLACE/ready"
  if command -v uv >/dev/null 2>&1; then
    echo "Using uv, which fetches Python too where it is missing …"
    with_uv >"$LOG" 2>&1
  else
    python=$(find_python)
    if [ -z "$python" ]; then
      stop "Python 3.11 or later is wanted, and was not found." \
        "On Debian or Ubuntu: sudo apt install python3 python3-venv. Else get it from https://www.python.org/downloads/," \
        "or install uv, which fetches it. Then start this again."
    fi
    echo "Using $python …"
    with_python "$python" >"$LOG" 2>&1
  fi || {
    tail -n 3 "$LOG"
    stop "policypack could not be set up. Most often that is for want of a network: go online, and start this again." \
      "Everything that was said is in $LOG."
  }
  # Which version this was, so that a newer copy of the folder is set up anew.
  cat "$HERE/pyproject.toml" "$HERE/constraints.txt" >"$PLACE/ready"
}

# A link on the desktop, where there is one.
make_link() {
  desktop=$(xdg-user-dir DESKTOP 2>/dev/null)
  desktop=${desktop:-$HOME/Desktop}
  [ -d "$desktop" ] && [ "$desktop" != "$HOME" ] || return
  if [ "$(uname)" = Darwin ]; then
    ln -sf "$HERE/start-mac.command" "$desktop/policypack.command"
  else
    printf '[Desktop Entry]\nType=Application\nName=policypack\nComment=%s\nExec=sh "%s/start-linux.sh"\nTerminal=true\n' \
      "Online-safety pages for your organisation" "$HERE" >"$desktop/policypack.desktop"
    chmod +x "$desktop/policypack.desktop"
  fi
  echo "A link is on your desktop: policypack."
}

if ! cat "$HERE/pyproject.toml" "$HERE/constraints.txt" | cmp -s - "$PLACE/ready"; then
  set_up
  make_link
fi
echo "policypack opens in your browser. Leave this window open while you work."
exec "$VENV/bin/policypack" "$@"
