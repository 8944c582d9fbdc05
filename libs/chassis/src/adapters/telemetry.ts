import {
  context,
  metrics,
  propagation,
  ProxyTracerProvider,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import type { Telemetry } from '../http/telemetry.ts';

/** Attributes that a span may carry: ids and counts, never content. */
type Attributes = Record<string, string | number>;

/**
 * Spans and figures through the OpenTelemetry API alone: without an SDK in the process they cost nothing, with one
 * (a deployment adds it by `--import`) they are exported.
 */
export function createTelemetry(service: string): Telemetry {
  const tracer = trace.getTracer(`fangpiao-${service}`);
  const meter = metrics.getMeter(`fangpiao-${service}`);
  const answers = meter.createHistogram('http.server.request.duration', { unit: 'ms' });
  return {
    span: (span, work) => {
      if (!isExporting(service)) return work(span.traceparent ?? '');
      const parent = span.traceparent
        ? propagation.extract(context.active(), { traceparent: span.traceparent })
        : context.active();
      return tracer.startActiveSpan(
        span.name,
        { attributes: span.attributes ?? {} },
        parent,
        async (active) => {
          try {
            return await work(traceparentOf(active) ?? span.traceparent ?? '');
          } catch (problem) {
            active.setStatus({ code: SpanStatusCode.ERROR });
            throw problem;
          } finally {
            active.end();
          }
        },
      );
    },
    answered: (route, status, millis) => {
      const attributes: Attributes = { 'http.route': route, 'http.response.status_code': status };
      answers.record(millis, attributes);
    },
  };
}

/** Without an SDK the API still makes a context and a span that lead nowhere: a part of a hot route that can be saved. */
function isExporting(service: string): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider && !provider.getDelegateTracer(service));
}

/** Undefined without an SDK: then the caller's own traceparent goes on. */
function traceparentOf(span: Span): string | undefined {
  const { traceId, spanId, traceFlags } = span.spanContext();
  if (!/[1-9a-f]/.test(spanId)) return undefined;
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
