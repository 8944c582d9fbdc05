/**
 * Loaded into a service by `--import`: writes every half second how long it has waited for its database. Each pooled
 * connection has one call under way at a time, from what is written to it until something comes back.
 * FANGPIAO_BENCH_DATABASE_PORT says which connections are meant, FANGPIAO_BENCH_WAITS where to write.
 */
import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';

const port = Number(process.env.FANGPIAO_BENCH_DATABASE_PORT);
const file = `${process.env.FANGPIAO_BENCH_WAITS}-${process.pid}.json`;
let underWay = 0;
let changedAt = performance.now();
/** Milliseconds in which at least one call was under way, and the sum over all calls. */
const waited = { anyMillis: 0, sumMillis: 0, calls: 0 };

function count(change) {
  const now = performance.now();
  if (underWay > 0) waited.anyMillis += now - changedAt;
  waited.sumMillis += underWay * (now - changedAt);
  changedAt = now;
  underWay += change;
}

subscribe('net.client.socket', ({ socket }) => {
  socket.once('connect', () => {
    if (socket.remotePort !== port) return;
    let isWaiting = false;
    const end = () => {
      if (isWaiting) count(-1);
      isWaiting = false;
    };
    const { write } = socket;
    socket.write = (...written) => {
      if (!isWaiting) {
        isWaiting = true;
        waited.calls += 1;
        count(1);
      }
      return write.apply(socket, written);
    };
    socket.on('data', end);
    socket.on('close', end);
  });
});

setInterval(() => {
  count(0);
  writeFileSync(file, JSON.stringify(waited));
}, 500).unref();
