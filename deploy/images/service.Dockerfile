# One image for each program: --build-arg ENTRY=apps/vouchers/src/main.ts (or another service, or the issuer).
FROM node:24.9.0-bookworm-slim AS build
ARG ENTRY
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
COPY apps apps
COPY libs libs
COPY tools tools
RUN npm ci --ignore-scripts
COPY deploy/images/*.mjs deploy/images/
RUN node deploy/images/bundle.mjs /image/main.mjs "${ENTRY}"

FROM node:24.9.0-bookworm-slim
WORKDIR /service
COPY --from=build /image/ ./
RUN mkdir /data && chown node:node /data
USER node
# A service lives in 50 to 100 MB; without a bound the collector lets garbage grow to several times that, and the C
# library keeps a pool of memory for every thread.
ENV NODE_ENV=production
ENV NODE_OPTIONS="--max-old-space-size=256 --max-semi-space-size=8"
ENV MALLOC_ARENA_MAX=2
CMD ["node", "main.mjs"]
