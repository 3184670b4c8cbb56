#!/usr/bin/env bash
# Writes the claims of every article in a folder to one JSON Lines file each, under the same names in another folder.
# An article that fails is named and the rest goes on; the last line says how many failed, and then the exit code is 1.
#
#   scripts/batch.sh ARTICLES OUTPUT [OPTION OF rusus claims]...
#
# It is a model for scripts of your own. `rusus claims ARTICLES --out-dir OUTPUT -j 0` does the same faster, and
# continues where a run was stopped. RUSUS names another program than the rusus on the PATH.
set -euo pipefail

if [ $# -lt 2 ] || [ ! -d "$1" ]; then
    echo "usage: $0 ARTICLES OUTPUT [OPTION OF rusus claims]..." >&2
    exit 2
fi
articles=${1%/} output=${2%/}
shift 2
mkdir -p -- "$output"

done=0 failed=0
trap 'echo "interrupted after $done articles" >&2; exit 130' INT
while IFS= read -r -d '' article; do
    target=$output${article#"$articles"}.jsonl
    # rusus writes FILE whole or not at all, so that a target that exists is complete.
    if mkdir -p -- "${target%/*}" && "${RUSUS:-rusus}" claims --jsonl "$@" -o "$target" -- "$article" </dev/null; then
        done=$((done + 1))
    else
        rm -f -- "$target" # it would be empty
        failed=$((failed + 1))
    fi
done < <(find "$articles/" -mindepth 1 -name '.*' -prune -o -type f \( -name '*.txt' -o -name '*.md' \) -print0 | LC_ALL=C sort -z)

echo "$done articles done, $failed failed" >&2
[ "$failed" -eq 0 ]
