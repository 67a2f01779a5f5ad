#!/usr/bin/env bash
# Compares relational copies with the tools that people use today, on this machine, in one run.
#
#   src/bench/relational/compare.sh [rows] [repeats]        3,000,000 rows and 3 repeats unless you say otherwise
#
# Needs Debian's packages postgresql, postgresql-client, pgcopydb, pgloader, mariadb-server, mariadb-client and mydumper,
# and a JDK. Servers are made in a directory of their own, listen on loopback, and are gone at the end; as root they run
# as the packages' users "postgres" and "mysql". What is measured is the wall time of whole commands, start-up included,
# each tool in turn, so that a busy moment of the machine meets all of them. The median is printed.
set -euo pipefail

rows=${1:-3000000}
repeats=${2:-3}
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/rowlift-compare.XXXXXX")
chmod 755 "$work"
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
export PGHOST=127.0.0.1 PGUSER=postgres PGDATABASE=shop PGPASSWORD=loopback LC_ALL=C
declare -A times

as() { # user command...: as that user when we are root, who may not run a database
  local user=$1
  shift
  if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

port() { # a free port
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

end() {
  for cluster in pg-source pg-target; do
    [ -d "$work/$cluster" ] && as postgres "$bin/pg_ctl" -D "$work/$cluster" -m immediate stop >"$work/end.log" 2>&1 || true
  done
  for port in "${my_source:-}" "${my_target:-}"; do
    [ -n "$port" ] && mariadb-admin --no-defaults -h 127.0.0.1 -P "$port" -u shop -ploopback shutdown >"$work/end.log" 2>&1 || true
  done
  sleep 1
  rm -rf "$work"
}
trap end EXIT

postgres() { # name port
  mkdir "$work/$1"
  echo loopback >"$work/password" && chmod 644 "$work/password"
  [ "$(id -u)" = 0 ] && chown postgres "$work/$1"
  as postgres "$bin/initdb" -D "$work/$1" -U postgres -A scram-sha-256 --pwfile="$work/password" -E UTF8 --locale=C.UTF-8 >"$work/$1.log"
  as postgres "$bin/pg_ctl" -D "$work/$1" -w -l "$work/$1/server.log" \
    -o "-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_wal_size=8GB -c shared_buffers=512MB" start >>"$work/$1.log"
}

mariadb_server() { # name port
  mkdir "$work/$1"
  [ "$(id -u)" = 0 ] && chown mysql "$work/$1"
  as mysql mariadb-install-db --no-defaults --datadir="$work/$1" --auth-root-authentication-method=normal >"$work/$1.log" 2>&1
  as mysql mariadbd --no-defaults --datadir="$work/$1" --tmpdir="$work/$1" --port="$2" --bind-address=127.0.0.1 --socket="$work/$1/socket" \
    --innodb-buffer-pool-size=1G --max-allowed-packet=64M --character-set-server=utf8mb4 >>"$work/$1.log" 2>&1 &
  for _ in $(seq 60); do
    mariadb --no-defaults -h 127.0.0.1 -P "$2" -u root -e 'select 1' >"$work/up.log" 2>&1 && break
    sleep 0.5
  done
  mariadb --no-defaults -h 127.0.0.1 -P "$2" -u root -e "
    create user shop@'127.0.0.1' identified by 'loopback'; grant all on *.* to shop@'127.0.0.1';
    create user shop@localhost identified by 'loopback'; grant all on *.* to shop@localhost;"
}

maria() { mariadb --no-defaults -h 127.0.0.1 -P "$1" -u shop -ploopback "${@:2}"; }

measure() { # name command...: appends the seconds that it took
  local name=$1 begin
  shift
  begin=$(date +%s.%N)
  "$@" >"$work/last.log" 2>&1 || { echo "$name failed:" >&2; tail -n 30 "$work/last.log" >&2; exit 1; }
  times[$name]+=" $(python3 -c "import time; print(round(time.time() - $begin, 2))")"
}

median() { echo "${times[$1]}" | tr ' ' '\n' | grep . | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

line() { # name baseline
  printf '| %s | %s s | %s |\n' "$1" "$(median "$1")" "$(python3 -c "print(f'{$(median "$1") / $(median "$2"):.2f}')")"
}

job() { # name mapping-target source-url source-user target-url target-user
  mkdir -p "$work/jobs"
  cat >"$work/jobs/$1.yaml" <<YAML
version: 1
name: $1
source: { url: "$3", username: $4, password: "\${BENCH_PASSWORD}", connections: 8 }
target:
  $2: { url: "$5", username: $6, password: "\${BENCH_PASSWORD}" }
YAML
}

rowlift() { # job: from nothing
  rm -rf "$work/state-$1" && mkdir "$work/state-$1"
  (cd "$work/state-$1" && BENCH_PASSWORD=loopback "$root/rowlift" migrate "$work/jobs/$1.yaml")
}

fresh() { psql -q -p "$target" -d postgres -c 'drop database if exists shop' -c 'create database shop' >"$work/fresh.log" 2>&1; }
fresh_maria() { maria "$my_target" -e 'drop database if exists shop; create database shop character set utf8mb4'; }

event="create table event (id bigint primary key, user_id bigint not null, kind text not null, amount numeric(12, 2) not null,
  happened timestamptz not null, payload jsonb not null, note text)"

copy_pipe() {
  psql -q -p "$source" -c 'copy event to stdout (format binary)' | psql -q -p "$target" -c 'copy event from stdin (format binary)'
}
dump_pipe() { "$bin/pg_dump" -p "$source" | psql -q -v ON_ERROR_STOP=1 -p "$target"; }
pgcopydb_clone() {
  pgcopydb clone --dir "$work/pgcopydb" --restart --no-acl --no-owner --table-jobs 4 --index-jobs 4 \
    --source "postgresql://postgres:loopback@127.0.0.1:$source/shop" --target "postgresql://postgres:loopback@127.0.0.1:$target/shop"
}
pgloader_copy() { pgloader "mysql://shop:loopback@127.0.0.1:$my_source/shop" "postgresql://postgres:loopback@127.0.0.1:$target/shop"; }
dump_load() {
  rm -rf "$work/dump" && mydumper -h 127.0.0.1 -P "$my_source" -u shop -p loopback -B shop -t 4 -o "$work/dump" \
    && myloader -h 127.0.0.1 -P "$my_target" -u shop -p loopback -B shop -t 4 -o -d "$work/dump"
}

echo "building, starting servers and filling them with $rows rows ..." >&2
"$root/rowlift" --version >&2
source=$(port) target=$(port) my_source=$(port) my_target=$(port)
postgres pg-source "$source"
postgres pg-target "$target"
mariadb_server my-source "$my_source"
mariadb_server my-target "$my_target"

psql -q -p "$source" -d postgres -c 'create database shop'
psql -q -p "$source" <<SQL
create table customer (id bigint primary key, name text not null, email text not null unique);
insert into customer select i, 'customer ' || i, 'c' || i || '@example.org' from generate_series(1, $rows / 10) i;
$event;
insert into event select i, 1 + i % ($rows / 10), (array['view', 'order', 'return'])[1 + i % 3], (i % 100000) / 100.0,
  timestamptz '2024-01-01' + i * interval '1 second', jsonb_build_object('n', i, 'tags', jsonb_build_array('a', 'b')),
  repeat('text ', 15) from generate_series(1, $rows) i;
create index event_user on event (user_id, happened);
alter table event add constraint event_customer foreign key (user_id) references customer (id);
vacuum analyze;
SQL
maria "$my_source" -e "create database shop character set utf8mb4; use shop;
create table event (id bigint primary key, user_id bigint not null, kind varchar(20) not null, amount decimal(12, 2) not null,
  happened datetime(3) not null, payload json not null, note text, key event_user (user_id, happened));
insert into event select seq, 1 + seq % 300000, elt(1 + seq % 3, 'view', 'order', 'return'), (seq % 100000) / 100,
  '2024-01-01' + interval seq second, concat('{\"n\": ', seq, ', \"tags\": [\"a\", \"b\"]}'), repeat('text ', 15)
  from seq_1_to_$rows; analyze table event;" >"$work/fill.log"

job pg-pg postgresql "jdbc:postgresql://127.0.0.1:$source/shop" postgres "jdbc:postgresql://127.0.0.1:$target/shop" postgres
job my-pg postgresql "jdbc:mysql://127.0.0.1:$my_source/shop" shop "jdbc:postgresql://127.0.0.1:$target/shop" postgres
job my-my mysql "jdbc:mysql://127.0.0.1:$my_source/shop" shop "jdbc:mysql://127.0.0.1:$my_target/shop" shop
sed 's/^name: .*/name: pg-pg-table/; s/^version: 1/version: 1\nmapping: table.yaml/' "$work/jobs/pg-pg.yaml" >"$work/jobs/pg-pg-table.yaml"
printf 'version: 1\ntarget: postgresql\ninclude: [event]\nforeignKeys: drop\n' >"$work/jobs/table.yaml"

for _ in $(seq "$repeats"); do
  fresh && psql -q -p "$target" -c "${event/ primary key/}" && measure 'psql COPY binary pipe, one table, no index' copy_pipe
  fresh && measure 'Rowlift, one table with its indexes' rowlift pg-pg-table
  fresh && measure 'pg_dump, psql' dump_pipe
  fresh && measure 'pgcopydb clone' pgcopydb_clone
  fresh && measure 'Rowlift, PostgreSQL to PostgreSQL' rowlift pg-pg
  fresh && measure 'pgloader' pgloader_copy
  fresh && measure 'Rowlift, MariaDB to PostgreSQL' rowlift my-pg
  fresh_maria && measure 'mydumper, myloader' dump_load
  fresh_maria && measure 'Rowlift, MariaDB to MariaDB' rowlift my-my
done

echo
echo "$(nproc) processors, $(awk '/MemTotal/ {printf "%d GiB", $2 / 1048576 + 0.5}' /proc/meminfo), $("$bin/postgres" --version),"
echo "$(mariadbd --version | sed 's/ for .*//'), $(pgcopydb --version 2>/dev/null | head -n 1), $(pgloader --version | head -n 1), $rows rows of event, median of $repeats"
echo
echo '| what | seconds | of the baseline |'
echo '|---|---|---|'
line 'psql COPY binary pipe, one table, no index' 'psql COPY binary pipe, one table, no index'
line 'Rowlift, one table with its indexes' 'psql COPY binary pipe, one table, no index'
line 'pg_dump, psql' 'pg_dump, psql'
line 'pgcopydb clone' 'pg_dump, psql'
line 'Rowlift, PostgreSQL to PostgreSQL' 'pg_dump, psql'
line 'pgloader' 'pgloader'
line 'Rowlift, MariaDB to PostgreSQL' 'pgloader'
line 'mydumper, myloader' 'mydumper, myloader'
line 'Rowlift, MariaDB to MariaDB' 'mydumper, myloader'
