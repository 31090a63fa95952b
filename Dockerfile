# One image for every part of LogIQ; the command says which: `api`, `agent FILE…`, `detector continue`, `demo demo4`, …
FROM denoland/deno:2.9.6

WORKDIR /app

# Dependencies change seldom: they are fetched once, checked against deno.lock, and never again at run time.
COPY deno.json deno.lock ./
RUN deno install --frozen

COPY . .
RUN deno cache --frozen main.ts

# A token that another container has written arrives as a file.
COPY --chmod=755 <<'EOF' /usr/local/bin/logiq
#!/bin/sh
set -e
if [ -n "$INFLUX_TOKEN_FILE" ]; then INFLUX_TOKEN=$(cat "$INFLUX_TOKEN_FILE"); export INFLUX_TOKEN; fi
exec deno run --quiet --cached-only --no-prompt --allow-net --allow-env --allow-sys=hostname --allow-read --allow-write \
  /app/main.ts "$@"
EOF

# Folders that volumes are mounted at: a new volume takes over their owner.
RUN mkdir -p /state /run/logiq/writer /run/logiq/grafana && chown -R deno:deno /state /run/logiq
USER deno
ENV INIT_CWD=/state
EXPOSE 8000
ENTRYPOINT ["logiq"]
CMD ["--help"]
