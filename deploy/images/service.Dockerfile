# One image for each program: --build-arg ENTRY=apps/vouchers/src/main.ts (or another service, or the issuer).
FROM node:24.9.0-bookworm-slim AS build
ARG ENTRY
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
COPY apps apps
COPY libs libs
COPY tools tools
RUN npm ci --ignore-scripts
RUN node_modules/.bin/esbuild "${ENTRY}" --bundle --platform=node --target=node24 --format=esm --sourcemap \
    --banner:js="import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" \
    --outfile=/image/main.mjs

FROM node:24.9.0-bookworm-slim
WORKDIR /service
COPY --from=build /image/ ./
RUN mkdir /data && chown node:node /data
USER node
# A service lives in 60 to 100 MB; without a bound the collector lets garbage grow to several times that.
ENV NODE_ENV=production NODE_OPTIONS="--enable-source-maps --max-old-space-size=256 --max-semi-space-size=8"
CMD ["node", "main.mjs"]
