#!/bin/bash
# Runs once, when the data volume is new: one database per service, owned by a role that can connect to nothing else.
set -euo pipefail

create() {
  local name="$1" password="$2"
  psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --set=name="$name" --set=password="$password" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

export PGPASSWORD="$POSTGRES_PASSWORD"
create ticket_service "$TICKET_SERVICE_PASSWORD"
create match_function_service "$MATCH_FUNCTION_SERVICE_PASSWORD"
create session_service "$SESSION_SERVICE_PASSWORD"
create backfill_service "$BACKFILL_SERVICE_PASSWORD"
create allocator_service "$ALLOCATOR_SERVICE_PASSWORD"
create notification_gateway "$NOTIFICATION_GATEWAY_PASSWORD"
