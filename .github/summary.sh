#!/usr/bin/env bash
# Writes the result of the check and a preview of each changed strategy as Markdown. $1 holds NUL-separated paths.
set -u
fence='~~~~~~~~'
# Whatever the text, no run of ~ in it is long enough to end the block.
quoted() { printf '%s text\n' "$fence"; LC_ALL=C sed 's/~\{3,\}/~/g'; printf '\n%s\n' "$fence"; }

echo "## What the check says"
if report=$(xargs -0 --no-run-if-empty coping --plain library check < "$1" 2>&1); then
  echo "All good. Thank you. Another pair of eyes will read it within three days."
else
  echo "Some things to mend first. Each line says where, what, and how. You can edit the file right here."
fi
printf '%s\n' "$report" | quoted

echo "## How it will look"
while IFS= read -r -d '' path; do
  case "$path" in
    strategies/en/*.yaml)
      printf '### %s\n' "$(basename "$path" .yaml | tr -cd 'a-z0-9-')"
      coping --plain try "./$path" --no-log </dev/null 2>&1 | quoted
      ;;
  esac
done < "$1"
