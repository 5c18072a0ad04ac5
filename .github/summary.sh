#!/usr/bin/env bash
# Writes the result of the check and a preview of each changed strategy as Markdown, and ends with the check's code.
# $1 holds NUL-separated paths of all that was changed or taken out in strategies/.
set -u
fence='~~~~~~~~'
# Summaries have room for a mebibyte; one text may not take the room of the others.
most_previews=40
# Whatever the text, no run of ~ in it is long enough to end the block.
quoted() { printf '%s text\n' "$fence"; LC_ALL=C sed 's/~\{3,\}/~/g'; printf '\n%s\n' "$fence"; }
short() { head -c "$1"; cat > /dev/null; }

named=() gone=() unread=()
while IFS= read -r -d '' path; do
  if [ ! -e "$path" ] && [ ! -L "$path" ]; then
    gone+=("$path")
    continue
  fi
  case "$(printf '%s' "$path" | LC_ALL=C tr '[:upper:]' '[:lower:]')" in
    *.yaml | *.yml | *.yaml.txt | *.yml.txt) named+=("$path") ;;
    strategies/*/*) unread+=("$path") ;;
  esac
done < "$1"

# All of it is checked: what was taken out, or a source that has gone, shows in files that nobody touched.
report=$(coping --plain library check ${named[@]+"${named[@]}"} strategies 2>&1)
code=$?

echo "## What the check says"
if [ "$code" -ne 0 ]; then
  echo "Some things to mend first. Each line says where, what, and how. You can edit the file right here."
  echo "Files that you changed come first. A file that you didn't change may need what was taken out or renamed."
elif [ "${#gone[@]}" -ne 0 ]; then
  echo "The rest of the library holds together without what is taken out. Another pair of eyes will look at it within three days."
elif [ "${#unread[@]}" -ne 0 ]; then
  echo "Nothing to mend in what could be read, but not everything could; see below."
else
  echo "All good. Thank you. Another pair of eyes will read it within three days."
fi
# Advice is for who gives a file, not for who happens to change another one.
printf '%s\n' "$report" | awk '
  NR == FNR { changed[$0]; next }
  /^  (why|fix): / { if (keep) print; next }
  { file = $0; sub(/:[0-9]+: .*/, "", file); keep = (file in changed) || !/:[0-9]+: (CK|HL)1[0-9][0-9] advice: / }
  keep
' <(tr '\0' '\n' < "$1") - | short 200000 | quoted

if [ "${#gone[@]}" -ne 0 ]; then
  echo "## What is taken out, or has another name now"
  echo "People may have it in their plan, in their notes, or pinned, under the name it had. Please say in the pull request why, and what they could use instead."
  printf '%s\n' "${gone[@]}" | short 20000 | quoted
fi
if [ "${#unread[@]}" -ne 0 ]; then
  echo "## What nobody would find"
  echo "A strategy's file ends in .yaml, for example count-the-tiles.yaml. These don't, so the program doesn't read them:"
  printf '%s\n' "${unread[@]}" | short 20000 | quoted
fi

# A translation needs the English beside it, so the two become a library of their own. Under another name, because
# what is first aid is never taken from an added library.
alone=$(mktemp -d)
trap 'rm -rf "$alone"' EXIT
preview_of_translation() {
  local language=$1 path=$2 english
  english=strategies/en/$(basename "$path")
  [ -f "$path" ] && [ ! -L "$path" ] || { echo "This isn't a file."; return; }
  if [ -f "$english" ] && [ ! -L "$english" ] && coping --plain settings language "$language" > /dev/null 2>&1; then
    rm -rf "$alone/it" && mkdir -p "$alone/it/en" "$alone/it/$language"
    cp "$english" "$alone/it/en/the-translation.yaml" && cp "$path" "$alone/it/$language/the-translation.yaml"
    coping --plain library add change "$alone/it" > /dev/null 2>&1
    coping --plain show change/the-translation 2>&1
    coping --plain library remove change > /dev/null 2>&1
    coping --plain settings language en > /dev/null 2>&1
  else
    echo "The program can't show this one in its place yet. These are the words of the file:"
    echo
    cat "$path"
  fi
}

echo "## How it will look"
shown=0
for path in ${named[@]+"${named[@]}"}; do
  id=$(basename "${path%.*}" | LC_ALL=C tr -cd 'a-z0-9-')
  [ "$shown" -lt "$most_previews" ] || { echo "There are more; only the first $most_previews are shown."; break; }
  case "$path" in
    strategies/en/*.yaml)
      printf '### %s\n' "$id"
      coping --plain try "./$path" --no-log < /dev/null 2>&1 | short 16000 | quoted
      ;;
    strategies/[a-z][a-z]/*.yaml | strategies/[a-z][a-z][a-z]/*.yaml | strategies/[a-z][a-z]-[A-Z][A-Z]/*.yaml)
      language=$(basename "$(dirname "$path")")
      printf '### %s (%s)\n' "$id" "$language"
      preview_of_translation "$language" "$path" < /dev/null | short 16000 | quoted
      ;;
    *) continue ;;
  esac
  shown=$((shown + 1))
done
[ "$shown" -ne 0 ] || echo "There is nothing to show: no strategy was added or changed, or its name keeps it from being read."
exit "$code"
