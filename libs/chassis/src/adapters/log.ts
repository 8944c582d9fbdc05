import { pino } from 'pino';
import type { DestinationStream, LevelWithSilent } from 'pino';
import type { Log } from '../core/ports.ts';
import { redact, redactText } from './redact.ts';

/** One JSON line an entry, without personal data whatever the caller passes. */
export function createLog(options: {
  service: string;
  level?: LevelWithSilent;
  destination?: DestinationStream;
}): Log {
  const settings = {
    base: { service: options.service },
    level: options.level ?? 'info',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = options.destination ? pino(settings, options.destination) : pino(settings);
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: object = {}): void =>
      logger[level](redact(fields) as object, redactText(message));
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
