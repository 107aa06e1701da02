#!/bin/sh
# Double-click this on a Mac. It does what start-linux.sh does.
self=$0
if [ -L "$self" ]; then self=$(readlink "$self"); fi
exec sh "$(dirname -- "$self")/start-linux.sh" "$@"
