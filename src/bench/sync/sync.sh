#!/usr/bin/env bash
# Measures how fast a target follows its source: PostgreSQL to PostgreSQL, on this machine, in one run.
#
#   src/bench/sync/sync.sh [rows] [changes]        200,000 rows and 200,000 changes unless you say otherwise
#
# Needs Debian's package postgresql and a JDK. The server is made in a directory of its own, listens on loopback, and is
# gone at the end; as root it runs as the package's user "postgres". Four figures: reading the same backlog with
# PostgreSQL's own pg_recvlogical and no target (the limit), catching up with it (single-row transactions, then one
# transaction), and the lag under a steady 1,000 changes a second. Rowlift runs with a heap of 384 MB.
set -euo pipefail

rows=${1:-200000}
changes=${2:-200000}
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/rowlift-sync.XXXXXX")
chmod 755 "$work"
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export PGHOST=127.0.0.1 PGPORT=$port PGUSER=postgres PGPASSWORD=loopback LC_ALL=C BENCH_PASSWORD=loopback
export JAVA_TOOL_OPTIONS=-Xmx384m

as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi }

end() {
  [ -n "${follower:-}" ] && kill -TERM "$follower" 2>/dev/null || true
  [ -d "$work/pg" ] && as "$bin/pg_ctl" -D "$work/pg" -m immediate stop >"$work/end.log" 2>&1 || true
  sleep 1
  rm -rf "$work"
}
trap end EXIT

mkdir "$work/pg"
echo loopback >"$work/password" && chmod 644 "$work/password"
[ "$(id -u)" = 0 ] && chown postgres "$work/pg"
as "$bin/initdb" -D "$work/pg" -U postgres -A scram-sha-256 --pwfile="$work/password" -E UTF8 --locale=C.UTF-8 >"$work/init.log"
as "$bin/pg_ctl" -D "$work/pg" -w -l "$work/pg/server.log" -o "-p $port -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories= -c max_wal_size=8GB -c shared_buffers=512MB -c wal_level=logical" start >>"$work/init.log"

createdb source && createdb target
psql -q -d source -c "
  create table orders (id bigint primary key, customer bigint not null, total numeric(12, 2) not null,
    note text not null, changed timestamptz not null default now());
  insert into orders select i, i % 1000, i / 7.0, repeat('note ', 20), now() from generate_series(1, $rows) i;
  analyze orders"
cat >"$work/job.yaml" <<YAML
version: 1
name: bench
source: { url: "jdbc:postgresql://127.0.0.1:$port/source", username: postgres, password: "\${BENCH_PASSWORD}" }
target:
  postgresql: { url: "jdbc:postgresql://127.0.0.1:$port/target", username: postgres, password: "\${BENCH_PASSWORD}" }
state: { directory: $work/state }
sync: { mode: log }
YAML
rowlift() { "$root/rowlift" "$@" --no-progress >"$work/out" 2>"$work/err" || { cat "$work/err" "$work/out" >&2; exit 1; }; }
seconds() { python3 -c "import time; print(round(time.time() - $1, 2))"; }
rate() { python3 -c "print(f'{$1 / $2:,.0f}')"; }

rowlift migrate "$work/job.yaml"
psql -q -d source -c "select pg_create_logical_replication_slot('baseline', 'pgoutput')" >"$work/log"
publication=$(psql -At -d source -c "select pubname from pg_publication")

singles() { # number: single-row transactions from four sessions
  local writers=()
  for part in 0 1 2 3; do
    python3 - "$1" "$part" "$rows" <<'PY' | psql -q -d source &
import random, sys
count, part, rows = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
random.seed(part)
print("set synchronous_commit = off;")
for _ in range(count // 4):
    print(f"update orders set total = total + 1 where id = {random.randint(1, rows)};")
PY
    writers+=($!)
  done
  wait "${writers[@]}"
}

caught() { # name: how long a pass takes from start to exit
  local begin
  begin=$(date +%s.%N)
  rowlift sync "$work/job.yaml"
  took=$(seconds "$begin")
  printf '%-44s %8s s %10s changes/s\n' "$1" "$took" "$(rate "$changes" "$took")"
}

singles "$changes"
end_lsn=$(psql -At -d source -c "select pg_current_wal_lsn()")
begin=$(date +%s.%N)
"$bin/pg_recvlogical" -d source --slot baseline --start --endpos "$end_lsn" -o proto_version=1 \
  -o publication_names="$publication" -f /dev/null >"$work/log" 2>&1
took=$(seconds "$begin")
printf '%-44s %8s s %10s changes/s\n' "pg_recvlogical, no target" "$took" "$(rate "$changes" "$took")"
psql -q -d source -c "select pg_drop_replication_slot('baseline')" >"$work/log"
caught "rowlift sync, single-row transactions"
psql -q -d source -c "update orders set total = total + 1 where id <= $changes"
caught "rowlift sync, one transaction"

"$root/rowlift" sync "$work/job.yaml" --follow --no-progress >"$work/out" 2>"$work/err" &
follower=$!
sleep 5
for _ in $(seq 20); do
  begin=$(date +%s.%N)
  singles 1000
  python3 -c "import time; time.sleep(max(0, 1 - (time.time() - $begin)))"
  "$root/rowlift" status "$work/job.yaml" --json 2>"$work/err2" | python3 -c "import json, sys; print(json.load(sys.stdin)['sync']['lagSeconds'])" >>"$work/lags"
done
sort -n "$work/lags" | awk '{v[NR] = $1} END {printf "%-44s %8.2f s median, %.2f s most\n", "lag under 1,000 changes/s, as status tells", v[int((NR + 1) / 2)], v[NR]}'
kill -TERM "$follower" && wait "$follower" || true
follower=
rowlift verify "$work/job.yaml"
echo "verify: no difference"
