#!/usr/bin/env bash
# A throwaway PostgreSQL cluster on loopback, for tests and benchmarks: scripts/postgres-cluster.sh start|stop FOLDER [PORT]
# Prints its DATABASE_URL. PostgreSQL refuses to run as root, so root runs it as the user postgres.
set -euo pipefail
action=$1 folder=$2 port=${3:-54329}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case $action in
  start)
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
    as "$bin/initdb" -D "$folder/data" -U gongbao -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
    as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c shared_buffers=1GB -c max_connections=120" start >/dev/null
    echo "postgres://gongbao@127.0.0.1:$port/postgres"
    ;;
  stop) as "$bin/pg_ctl" -D "$folder/data" -m fast stop >/dev/null ;;
  *) echo "usage: $0 start|stop FOLDER [PORT]" >&2; exit 2 ;;
esac
