# All that Ebb runs, in one image; the command says what: the path of a service's main.ts, or of the command line's.
# Builds with and without BuildKit. docs/operations.md says how, and how to run it.

# What is installed depends on these files alone, so a change of code does not install anew.
FROM node:24-bookworm-slim AS manifests
WORKDIR /ebb
COPY . .
RUN find packages services infra -type f ! -name package.json -delete && find . -type d -empty -delete

FROM node:24-bookworm-slim AS dependencies
# Authorities to be trusted while packages are fetched, as PEM, for a network whose proxy opens TLS. They stay in this stage.
ARG EXTRA_CA_CERTIFICATES=""
ENV NODE_EXTRA_CA_CERTS=/tmp/authorities.pem npm_config_cafile=/tmp/authorities.pem
RUN cat /etc/ssl/certs/ca-certificates.crt > /tmp/authorities.pem; printf '%s\n' "$EXTRA_CA_CERTIFICATES" >> /tmp/authorities.pem
RUN npm install --global --no-audit --no-fund --no-update-notifier pnpm@12.21.0
WORKDIR /ebb
COPY --from=manifests /ebb ./
# Optional is what a single command needs, the charts of `evaluate --html`, and no service.
RUN pnpm install --prod --no-optional --frozen-lockfile

# The layout of the workspace is kept: Node takes the types off its own packages only where they are not under node_modules.
# Of the image of Node its binary is all that is needed to run.
FROM debian:bookworm-slim
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node
COPY --from=dependencies /usr/local/bin/node /usr/local/bin/
LABEL org.opencontainers.image.title="Ebb" \
  org.opencontainers.image.description="Notices, as it happens, that a customer is leaving, and triggers what keeps them" \
  org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /ebb
COPY --from=dependencies /ebb ./
COPY . .
# With a young generation of 32 MiB a lifecycle worker takes 3 % less CPU than with 16, and 20 MiB more; with 64 it takes no less CPU,
# and another 60 MiB (the bench's peers' job).
ENV NODE_ENV=production EBB_HTTP_PORT=8080 NODE_OPTIONS=--max-semi-space-size=32
USER node
HEALTHCHECK --interval=2s --timeout=5s --start-period=60s --retries=15 CMD ["bash", "infra/images/src/is-ready.sh"]
ENTRYPOINT ["node"]
CMD ["services/lifecycle/src/main.ts"]
