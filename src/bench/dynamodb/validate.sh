#!/usr/bin/env bash
# Compares how fast a dry run reads with how fast a load of the same rows writes, on this machine, in one run.
#
#   src/bench/dynamodb/validate.sh [stress]        200,000 and 1,000,000 rows; with "stress" 1,000,000 and 10,000,000
#
# Needs a JDK and nothing else: PostgreSQL and an endpoint that takes every write at once are started on loopback by the
# same code that tests use. Both commands run as programs of their own with a heap of 256 MB, one after the other, over the
# same rows. Ends with 1 when a dry run was slower than the load. Measure on a machine that does nothing else.
set -euo pipefail

root=$(cd "$(dirname "$0")/../../.." && pwd)
test=rowsOfSomeNumber
[ "${1:-}" = stress ] && test=tenMillionRows
log=$(mktemp "${TMPDIR:-/tmp}/rowlift-validate.XXXXXX")
trap 'rm -f "$log"' EXIT

cd "$root"
echo "load of the machine: $(cut -d ' ' -f 1-3 /proc/loadavg), $(nproc) cores"
if ! ./mvnw -B -q test-compile failsafe:integration-test failsafe:verify \
    -Dit.test="ValidateMemoryIT#$test" ${1:+-Pstress} >"$log" 2>&1; then
  tail -n 40 "$log" >&2
  exit 2
fi

awk -F '[:,] ' '
  match($0, /(validate|migrate): [0-9,]+ rows in [0-9.]+ s/) {
    line = substr($0, RSTART)
    print line
    split(line, word, " ")
    speed[word[1] word[2]] = word[5]
    if (word[1] == "migrate:" && ("validate:" word[2]) in speed) {
      ratio = word[5] / speed["validate:" word[2]]
      printf "%s rows: a dry run is %.1f times as fast as the load\n", word[2], ratio
      if (ratio < 1) slower = 1
      seen = 1
    }
  }
  END { if (!seen) { print "no figures were printed" > "/dev/stderr"; exit 2 } exit slower }
' "$log"
